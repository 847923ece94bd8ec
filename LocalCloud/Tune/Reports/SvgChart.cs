using System.Text;
using static System.FormattableString;

namespace LocalCloud.Tune.Reports;

/// <summary>One line of a chart.</summary>
/// <param name="Points">By size in MB.</param>
/// <param name="Winner">MB of the point that is marked; null: none.</param>
internal sealed record Series(string? Name, IReadOnlyList<(int Size, double Value)> Points, int? Winner);

/// <summary>
/// A value against memory as SVG: memory on a logarithmic scale, because sizes double, the value from zero. Lines differ in dashes and
/// marks
/// as well as in colour, and each point has its figure.
/// </summary>
internal static class SvgChart
{
    private const int Width = 720,
        Height = 300,
        Left = 76,
        Right = 16,
        Top = 26,
        Bottom = 46,
        Inset = 40,
        Styles = 6;

    /// <param name="form">A figure as text.</param>
    public static string Of(string title, IReadOnlyList<Series> series, Func<double, string> form)
    {
        var sizes = series.SelectMany(s => s.Points.Select(p => p.Size)).Distinct().Order().ToList();
        var scale = Ticks.Of(series.SelectMany(s => s.Points).Max(p => p.Value));
        var svg = new StringBuilder();
        svg.AppendLine(
            $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Text(title)}: the figures are in the " + $"table\">"
        );
        foreach (var tick in scale)
        {
            svg.AppendLine(Invariant($"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{Y(tick):0.#}" y2="{Y(tick):0.#}"/>"""));
            svg.AppendLine(Label("axis", "end", Left - 10, Y(tick) + 4, tick == 0 ? "0" : form(tick)));
        }
        foreach (var size in sizes)
        {
            var (x, foot) = (X(size), Height - Bottom);
            svg.AppendLine(Invariant($"""<line class="tick" x1="{x:0.#}" x2="{x:0.#}" y1="{foot}" y2="{foot + 5}"/>"""));
            svg.AppendLine(Label("axis", "middle", x, foot + 20, Invariant($"{size}")));
        }
        svg.AppendLine(Label("axis", "middle", (Left + Width - Right) / 2d, Height - 6, "memory, MB"));
        foreach (var (i, line) in series.Index())
            Draw(line, i % Styles);
        return svg.Append("</svg>").ToString();

        void Draw(Series line, int style)
        {
            var points = line.Points.OrderBy(p => p.Size).Select(p => (p.Size, p.Value, X: X(p.Size), Y: Y(p.Value))).ToList();
            var way = string.Join(' ', points.Select(p => Invariant($"{p.X:0.#},{p.Y:0.#}")));
            svg.AppendLine($"""<polyline class="line s{style}" points="{way}"/>""");
            foreach (var (size, value, x, y) in points)
            {
                if (size == line.Winner)
                    svg.AppendLine(Invariant($"""<circle class="winner s{style}" cx="{x:0.#}" cy="{y:0.#}" r="9"/>"""));
                var told = $"{line.Name} {size} MB: {form(value)}".Trim();
                svg.AppendLine($"""<g class="mark s{style}">{Mark(style, x, y)}<title>{Html.Text(told)}</title></g>""");
                if (series.Count == 1)
                    svg.AppendLine(Label("value", "middle", x, y - 14, form(value)));
            }
        }

        double X(int size) =>
            sizes.Count == 1
                ? (Left + Width - Right) / 2d
                : Left
                    + Inset
                    + (Math.Log2((double)size / sizes[0]) / Math.Log2((double)sizes[^1] / sizes[0]) * (Width - Left - Right - (2 * Inset)));

        double Y(double value) => Height - Bottom - (value / scale[^1] * (Height - Top - Bottom));
    }

    private static string Label(string kind, string anchor, double x, double y, string text) =>
        Invariant($"""<text class="{kind}" text-anchor="{anchor}" x="{x:0.#}" y="{y:0.#}">{Html.Text(text)}</text>""");

    public static string Mark(int style, double x, double y) =>
        (style % 3) switch
        {
            0 => Invariant($"""<circle cx="{x:0.#}" cy="{y:0.#}" r="4.5"/>"""),
            1 => Invariant($"""<rect x="{x - 4:0.#}" y="{y - 4:0.#}" width="8" height="8"/>"""),
            _ => Invariant($"""<path d="M{x:0.#} {y - 5.5:0.#} l5.5 9.5 h-11 z"/>"""),
        };
}
