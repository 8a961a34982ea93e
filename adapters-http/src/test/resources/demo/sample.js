"sample";
