using System.Text.Json;

namespace LocalCloud.Prices;

/// <summary>AWS's list prices by region, from one file: without free tier, discounts and taxes.</summary>
internal sealed class PriceList
{
    private static readonly Lazy<PriceList> BuiltIn = new(() =>
        Read(typeof(PriceList).Assembly.GetManifestResourceStream("prices.json")!, "prices.json")
    );

    private readonly IReadOnlyDictionary<string, RegionPrices> _regions;

    internal PriceList(string date, string source, IReadOnlyDictionary<string, RegionPrices> regions) =>
        (Date, Source, _regions) = (date, source, regions);

    /// <summary>As of when, such as <c>2026-10-06</c>.</summary>
    public string Date { get; }

    /// <summary>Where they were published.</summary>
    public string Source { get; }

    public IEnumerable<string> Regions => _regions.Keys;

    /// <param name="path">A file of the form of <c>prices.json</c>; null: the one that is built in.</param>
    /// <exception cref="PriceFileException">The file cannot be read, or an entry of it is wrong.</exception>
    public static PriceList Load(string? path = null)
    {
        if (path is null)
            return BuiltIn.Value;
        try
        {
            using var file = File.OpenRead(path);
            return Read(file, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PriceFileException($"{path} cannot be read: {error.Message}");
        }
    }

    /// <exception cref="PriceFileException">There are none for it.</exception>
    public RegionPrices Region(string name) =>
        Find(name)
        ?? throw new PriceFileException(
            $"There are no prices for {name}, only for {string.Join(", ", Regions)}: give others with --prices FILE."
        );

    public RegionPrices? Find(string name) => _regions.GetValueOrDefault(name);

    private static PriceList Read(Stream json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return new PriceReader(name).Read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new PriceFileException($"{name} is no JSON: {error.Message}");
        }
    }
}
