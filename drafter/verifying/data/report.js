// Shows a figure's support: its card while it is pointed at, its place among the facts when clicked.
(function () {
  "use strict";
  var card = document.getElementById("card");
  var pinned = null;
  function each(list, action) { Array.prototype.forEach.call(list, action); }
  function fill(figure) {
    card.textContent = "";
    var head = document.createElement("b");
    head.textContent = figure.dataset.status;
    card.appendChild(head);
    card.appendChild(document.createTextNode(figure.dataset.reason));
  }
  function show(figure) {
    fill(figure);
    card.hidden = false;
    var box = figure.getBoundingClientRect();
    var left = Math.min(box.left, window.innerWidth - card.offsetWidth - 12);
    var top = box.bottom + 6;
    if (top + card.offsetHeight > window.innerHeight) { top = box.top - card.offsetHeight - 6; }
    card.style.left = Math.max(6, left) + "px";
    card.style.top = Math.max(6, top) + "px";
  }
  function clear() {
    each(document.querySelectorAll(".target"), function (mark) { mark.classList.remove("target"); });
    each(document.querySelectorAll(".active"), function (mark) { mark.classList.remove("active"); });
  }
  function pin(figure) {
    clear();
    if (pinned === figure) { pinned = null; card.hidden = true; return; }
    pinned = figure;
    figure.classList.add("active");
    var first = null;
    figure.dataset.facts.split(" ").forEach(function (id) {
      var fact = id && document.getElementById("fact-" + id);
      if (fact) { fact.classList.add("target"); first = first || fact; }
    });
    if (first) { first.scrollIntoView({ block: "center" }); }
    show(figure);
  }
  each(document.querySelectorAll(".draft .f"), function (figure) {
    figure.addEventListener("mouseenter", function () { show(figure); });
    figure.addEventListener("focus", function () { show(figure); });
    figure.addEventListener("mouseleave", function () { if (pinned !== figure) { card.hidden = true; } });
    figure.addEventListener("blur", function () { if (pinned !== figure) { card.hidden = true; } });
    figure.addEventListener("click", function (event) { event.preventDefault(); pin(figure); });
    figure.addEventListener("keydown", function (event) {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pin(figure); }
    });
  });
  each(document.querySelectorAll(".pane .k"), function (fact) {
    fact.addEventListener("click", function () {
      clear();
      fact.classList.add("target");
      var id = fact.id.slice(5);
      each(document.querySelectorAll(".draft .f"), function (figure) {
        if (figure.dataset.facts.split(" ").indexOf(id) >= 0) {
          figure.classList.add("active");
          figure.scrollIntoView({ block: "center" });
        }
      });
    });
  });
}());
