using Platform;
using SkiaSharp;

namespace ReportWorker.Reports;

/// <summary>
/// Draws a <see cref="SalesReport"/> as PDF: summary, revenue chart per currency, table of the orders over as many pages as it takes.
/// </summary>
internal static class PdfReport
{
    // A4 in points
    private const float Width = 595,
        Height = 842,
        Margin = 48,
        RowHeight = 16,
        ChartHeight = 150;
    private static readonly SKColor Ink = new(0x1f, 0x29, 0x37),
        Faint = new(0x6b, 0x72, 0x80),
        Rule = new(0xe5, 0xe7, 0xeb),
        Accent = new(0x51, 0x2b, 0xd4);
    private static readonly (string Title, float X)[] Columns =
    [
        ("Order", Margin),
        ("Placed (UTC)", 262),
        ("Status", 356),
        ("Amount", Width - Margin),
    ];

    public static void Write(SalesReport report, Stream output, DateTimeOffset createdAt)
    {
        using var document = SKDocument.CreatePdf(
            output,
            new SKDocumentPdfMetadata
            {
                Title = $"Sales report {report.From:yyyy-MM-dd} to {report.To:yyyy-MM-dd}",
                Creator = "Serverless.Aspire",
                Creation = createdAt.UtcDateTime,
            }
        );
        var page = new Page(document);
        page.Heading("Sales report", $"{report.From:yyyy-MM-dd} to {report.To:yyyy-MM-dd}, created {createdAt:yyyy-MM-dd HH:mm} UTC");

        var totals = report.Totals.ToList();
        if (totals.Count == 0)
            page.Line("No orders were placed in this period.");
        foreach (var total in totals)
            page.Line(Summary(total));
        foreach (var total in totals)
            page.Chart($"Revenue, {total.Currency.ToUpperInvariant()}", report.Revenue(total.Currency), total.Currency);
        page.Table(report.Lines);
        page.Finish();
        document.Close();
    }

    private static string Summary(CurrencyTotal total)
    {
        var refunded = total.Refunded > 0 ? $" ({total.Refunded} refunded)" : "";
        return $"{total.Orders} {(total.Orders == 1 ? "order" : "orders")}{refunded}, {Money.Format(total.Amount, total.Currency)}";
    }

    /// <summary>The page being drawn, the next one when it is full.</summary>
    private sealed class Page
    {
        private readonly SKDocument _document;
        private readonly SKPaint _ink = Fill(Ink),
            _faint = Fill(Faint),
            _rule = Fill(Rule),
            _accent = Fill(Accent);
        private readonly SKFont _text = PdfFonts.Text(9),
            _small = PdfFonts.Text(7),
            _bold = PdfFonts.Heading(9),
            _title = PdfFonts.Heading(20);
        private SKCanvas _canvas;
        private float _y = Margin;
        private int _number = 1;

        public Page(SKDocument document)
        {
            _document = document;
            _canvas = document.BeginPage(Width, Height);
        }

        public void Heading(string title, string subtitle)
        {
            Draw(title, Margin, _y + 16, _title, _ink);
            Draw(subtitle, Margin, _y + 34, _text, _faint);
            _y += 60;
        }

        public void Line(string text)
        {
            Need(RowHeight);
            Draw(text, Margin, _y + 10, _text, _ink);
            _y += RowHeight;
        }

        public void Chart(string title, IReadOnlyList<Bar> bars, string currency)
        {
            Need(ChartHeight + 50);
            _y += 14;
            Draw(title, Margin, _y + 10, _bold, _ink);
            _y += 20;
            var max = Math.Max(1, bars.Max(bar => bar.Value));
            var bottom = _y + ChartHeight;
            foreach (var part in new[] { 0f, 0.5f, 1f })
            {
                var y = bottom - part * (ChartHeight - 12);
                _canvas.DrawRect(Margin, y, Width - 2 * Margin, 0.5f, _rule);
                if (part > 0)
                    Draw(Money.Format(decimal.Truncate(max * (decimal)part), currency), Margin, y - 2, _small, _faint);
            }
            var slot = (Width - 2 * Margin) / bars.Count;
            var labelEvery = (int)Math.Ceiling(36 / slot);
            for (var i = 0; i < bars.Count; i++)
            {
                var x = Margin + i * slot;
                var height = (float)(bars[i].Value / max) * (ChartHeight - 12);
                _canvas.DrawRect(x + slot * 0.15f, bottom - height, slot * 0.7f, height, _accent);
                if (i % labelEvery == 0)
                    Draw(bars[i].Label, x, bottom + 10, _small, _faint);
            }
            _y = bottom + 24;
        }

        public void Table(IReadOnlyList<SalesLine> lines)
        {
            if (lines.Count == 0)
                return;
            Need(3 * RowHeight);
            TableHead();
            foreach (var line in lines)
            {
                if (Need(RowHeight))
                    TableHead();
                Row(
                    _text,
                    line.OrderId.ToString(),
                    line.PlacedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm"),
                    line.Status,
                    Money.Format(line.Amount, line.Currency)
                );
            }
        }

        private void TableHead()
        {
            Row(_bold, [.. Columns.Select(column => column.Title)]);
            _canvas.DrawRect(Margin, _y - 3, Width - 2 * Margin, 0.5f, _rule);
        }

        private void Row(SKFont font, params string[] cells)
        {
            for (var i = 0; i < cells.Length; i++)
                Draw(cells[i], Columns[i].X, _y + 10, font, _ink, i == Columns.Length - 1 ? SKTextAlign.Right : SKTextAlign.Left);
            _y += RowHeight;
        }

        /// <summary>Turns the page when less than <paramref name="points"/> are left on it.</summary>
        private bool Need(float points)
        {
            if (_y + points <= Height - Margin)
                return false;
            Finish();
            _canvas = _document.BeginPage(Width, Height);
            _y = Margin;
            _number++;
            return true;
        }

        public void Finish()
        {
            Draw($"Page {_number}", Width - Margin, Height - 24, _small, _faint, SKTextAlign.Right);
            _document.EndPage();
        }

        private void Draw(string text, float x, float y, SKFont font, SKPaint paint, SKTextAlign align = SKTextAlign.Left) =>
            _canvas.DrawText(text, x, y, align, font, paint);

        private static SKPaint Fill(SKColor color) => new() { Color = color, IsAntialias = true };
    }
}
