// Worker for pages opened from disk, where browsers refuse to start one: runs the script of the search in a hidden frame.

class FrameWorker extends EventTarget {
  constructor(url) {
    super();
    this.waiting = [];
    this.frame = document.createElement("iframe");
    this.frame.hidden = true;
    if (document.body) this.start(url);
    else document.addEventListener("DOMContentLoaded", () => this.start(url));
  }

  start(url) {
    document.body.append(this.frame);
    const inner = this.frame.contentWindow;
    inner.postMessage = (data) => this.receive(data);
    const script = inner.document.createElement("script");
    script.src = url;
    script.addEventListener("load", () => this.flush());
    inner.document.body.append(script);
  }

  flush() {
    const { waiting } = this;
    this.waiting = null;
    for (const data of waiting) this.postMessage(data);
  }

  receive(data) {
    const event = new MessageEvent("message", { data });
    this.dispatchEvent(event);
    this.onmessage?.(event);
  }

  postMessage(data) {
    if (this.waiting) this.waiting.push(data);
    else this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data }));
  }

  terminate() {
    this.frame.remove();
  }
}

if (location.protocol === "file:") window.Worker = FrameWorker;
