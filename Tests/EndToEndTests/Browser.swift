import Foundation

/// A browser of the machine, run without a window.
struct Browser {
  let path: String

  /// `nil` where none is found.
  static let found: Browser? = {
    let names = ["chromium", "chromium-browser", "google-chrome"]
    let folders = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome"]
    let candidates = names.flatMap { name in folders.map { $0 + "/" + name } }
    return candidates.first(where: FileManager.default.isExecutableFile).map(Browser.init)
  }()

  /// What the browser says to its log, and what it writes out.
  struct Visit {
    let output: String
    let log: String
    /// Addresses asked of the network.
    let requests: [String]
  }

  /// Opens a page from disk.
  func open(_ page: URL, width: Int, _ arguments: [String]) throws -> Visit {
    try withTemporaryDirectory { directory in
      let netLog = directory.appendingPathComponent("net.json").path
      let options =
        [
          "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
          "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
          "--enable-logging=stderr", "--virtual-time-budget=2000", "--host-resolver-rules=MAP * ~NOTFOUND",
          "--user-data-dir=\(directory.path)/profile", "--log-net-log=\(netLog)", "--window-size=\(width),1200",
        ] + arguments + [page.absoluteString]
      let line = options.map { "'\($0)'" }.joined(separator: " ")
      let run = try shell("'\(path)' \(line)", environment: ["LANG": "C.UTF-8", "HOME": directory.path], seconds: 120)
      guard run.status == 0 else { throw BrowserError.failed(run.errors) }
      let log = try String(contentsOfFile: netLog, encoding: .utf8)
      return Visit(output: run.output, log: run.errors, requests: requests(in: log))
    }
  }

  /// What the browser asks of its maker by itself, whatever page it shows, does not count.
  private func requests(in log: String) -> [String] {
    let own = [".google.com/", ".googleapis.com/", ".gvt1.com/"]
    return log.components(separatedBy: "\"url\":\"").dropFirst().compactMap { rest in
      let address = String(rest.prefix { $0 != "\"" })
      guard address.hasPrefix("http") || address.hasPrefix("ws") else { return nil }
      return own.contains { address.contains($0) } ? nil : address
    }
  }
}

enum BrowserError: Error {
  case failed(String)
}

/// A copy of a page that measures itself: without policy, so that a script may be added, and with what it found as text.
func measured(_ page: String) -> String {
  let policy = page.range(of: "<meta http-equiv=\"Content-Security-Policy\"[^>]*>", options: .regularExpression)
  let open = policy.map { page.replacingCharacters(in: $0, with: "") } ?? page
  return open.replacingOccurrences(of: "</body>", with: "<script>\(measuringScript)</script></body>")
}

/// A page that holds another one in a frame as wide as a phone, which no window can be, and writes down what it reports.
func framed(_ page: String, width: Int) -> String {
  """
  <!DOCTYPE html><meta charset="utf-8"><body style="margin: 0">
  <script>
    addEventListener("message", function (event) {
      var found = document.createElement("pre");
      found.id = "measured";
      found.textContent = event.data;
      document.body.appendChild(found);
    });
  </script>
  <iframe src="\(page)" style="border: 0; width: \(width)px; height: 1000px"></iframe>
  """
}

/// Looks for charts out of their box, texts over texts, and a page wider than its window.
private let measuringScript = """
  (function () {
    var problems = [];
    document.querySelectorAll("details").forEach(function (part) { part.open = true; });
    var charts = Array.from(document.querySelectorAll("svg")).filter(function (svg) {
      return svg.getBoundingClientRect().width > 0;
    });
    charts.forEach(function (svg, number) {
      var box = svg.getBoundingClientRect();
      var texts = Array.from(svg.querySelectorAll("text")).map(function (text) {
        var r = text.getBoundingClientRect();
        // A line's box is higher than its letters.
        var spare = Math.min(r.width, r.height) * 0.2;
        return { name: text.textContent.trim(), left: r.left + 1, right: r.right - 1, top: r.top + spare,
                 bottom: r.bottom - spare, rect: r };
      }).filter(function (text) { return text.name && text.rect.width > 0; });
      texts.forEach(function (one, index) {
        var r = one.rect;
        if (r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 1 || r.bottom > box.bottom + 1) {
          problems.push("chart " + number + " outside: " + one.name);
        }
        texts.slice(index + 1).forEach(function (other) {
          if (one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom) {
            problems.push("chart " + number + " over each other: " + one.name + " | " + other.name);
          }
        });
      });
      svg.querySelectorAll("path, rect, line, circle, polygon, polyline").forEach(function (shape) {
        var r = shape.getBoundingClientRect();
        if (r.left < box.left - 2 || r.right > box.right + 2 || r.top < box.top - 2 || r.bottom > box.bottom + 2) {
          problems.push("chart " + number + " shape outside");
        }
      });
    });
    if (document.documentElement.scrollWidth > window.innerWidth + 1) {
      problems.push("page wider than its window: " + document.documentElement.scrollWidth + " > " + window.innerWidth);
    }
    parent.postMessage(charts.length + " charts at " + window.innerWidth + "\\n" + problems.join("\\n"), "*");
  })();
  """
