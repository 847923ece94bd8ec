using SkiaSharp;

namespace ReportWorker.Reports;

/// <summary>
/// The typefaces of a report, embedded in the assembly: a Lambda environment has no fonts,
/// and Skia draws nothing at all, without an error, with an empty typeface.
/// </summary>
internal static class PdfFonts
{
    private static readonly Lazy<SKTypeface> Regular = new(() => Load("DejaVuSans.ttf"));
    private static readonly Lazy<SKTypeface> Bold = new(() => Load("DejaVuSans-Bold.ttf"));

    public static SKFont Text(float size) => new(Regular.Value, size);

    public static SKFont Heading(float size) => new(Bold.Value, size);

    private static SKTypeface Load(string file)
    {
        using var resource = typeof(PdfFonts).Assembly.GetManifestResourceStream($"ReportWorker.Reports.Fonts.{file}")
            ?? throw new InvalidOperationException($"The font {file} is not embedded in {typeof(PdfFonts).Assembly.GetName().Name}.");
        return SKTypeface.FromStream(resource) ?? throw new InvalidOperationException($"The embedded font {file} cannot be read.");
    }
}
