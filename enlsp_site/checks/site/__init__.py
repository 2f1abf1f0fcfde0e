"""The rules that `enlsp check` adds, on built pages, texts and the files around them."""
