/* A wide part that the keyboard scrolls is no stop on the way where it is not too wide. */
{
  const watch = new ResizeObserver((seen) => {
    for (const { target } of seen) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
  });
  for (const each of document.querySelectorAll("[data-script=scroll]")) watch.observe(each);
}
