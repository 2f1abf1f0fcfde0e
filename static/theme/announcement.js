/* What is announced goes when its time is over, also where no build has taken it out. */
{
  const line = document.querySelector(".announcement");
  enlsp.everyMinute((now) => {
    line.hidden = new Date(line.dataset.until) <= now;
  });
}
