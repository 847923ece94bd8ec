using System.Text.Json;

namespace LocalCloud.Prices;

/// <summary>Reads a file of prices, strictly: a price under a wrong name would cost nothing, and nobody would see it.</summary>
internal sealed class PriceReader(string file)
{
    public PriceList Read(JsonElement root)
    {
        Object(root, "the file");
        if (Text(root, "currency", "currency") is not "USD")
            throw Fault("currency", "must be \"USD\"");
        var regions = new Dictionary<string, RegionPrices>();
        foreach (var region in Object(Member(root, "regions", "regions"), "regions"))
            regions[region.Name] = Region(region.Value, region.Name, $"regions.{region.Name}");
        if (regions.Count == 0)
            throw Fault("regions", "has no region");
        return new(Text(root, "date", "date"), Text(root, "source", "source"), regions);
    }

    private RegionPrices Region(JsonElement region, string name, string path)
    {
        var prices = new Dictionary<string, IReadOnlyList<PriceTier>>();
        var unverified = new List<string>();
        LambdaPrices? lambda = null;
        foreach (var member in Object(region, path))
        {
            if (member.Name == "lambda")
                lambda = Lambda(member.Value, $"{path}.lambda");
            else if (member.Name == "unverified")
                unverified.AddRange(Names(member.Value, $"{path}.unverified"));
            else if (member.Name != "name")
                Collect(member.Value, member.Name, $"{path}.{member.Name}", prices);
        }
        return new(name, lambda ?? throw Fault($"{path}.lambda", "is missing"), prices, unverified);
    }

    private void Collect(JsonElement element, string name, string path, Dictionary<string, IReadOnlyList<PriceTier>> prices)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
                Collect(member.Value, $"{name}.{member.Name}", $"{path}.{member.Name}", prices);
            return;
        }
        if (!Price.IsKnown(name))
            throw Fault(path, "is no price that is known here");
        prices[name] = Tiers(element, path);
    }

    private LambdaPrices Lambda(JsonElement lambda, string path)
    {
        Object(lambda, path);
        return new()
        {
            Request = Number(lambda, "request", path),
            StreamedGigabyte = Number(lambda, "streamedGigabyte", path),
            X86 = Architecture(Member(lambda, "x86_64", $"{path}.x86_64"), $"{path}.x86_64"),
            Arm64 = Architecture(Member(lambda, "arm64", $"{path}.arm64"), $"{path}.arm64"),
        };
    }

    private ArchitecturePrices Architecture(JsonElement element, string path)
    {
        Object(element, path);
        return new(
            Tiers(Member(element, "duration", $"{path}.duration"), $"{path}.duration"),
            Number(element, "provisionedConcurrency", path),
            Number(element, "provisionedDuration", path),
            Number(element, "ephemeralStorage", path)
        );
    }

    private IReadOnlyList<PriceTier> Tiers(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Array)
            return [new(null, Number(element, path))];
        var tiers = new List<PriceTier>();
        foreach (var (i, tier) in element.EnumerateArray().Index())
        {
            Object(tier, $"{path}[{i}]");
            decimal? upTo = tier.TryGetProperty("upTo", out var end) ? Number(end, $"{path}[{i}].upTo") : null;
            if (tiers is [.., var last] && (last.UpTo is null || upTo <= last.UpTo))
                throw Fault($"{path}[{i}]", "must go further than the tier before it");
            tiers.Add(new(upTo, Number(tier, "price", $"{path}[{i}]")));
        }
        return tiers is [.., { UpTo: null }] ? tiers : throw Fault(path, "must end with a tier without upTo");
    }

    private IEnumerable<string> Names(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Array
            ? element
                .EnumerateArray()
                .Select(
                    (name, i) =>
                        name.ValueKind == JsonValueKind.String
                            ? name.GetString()!
                            : throw Fault($"{path}[{i}]", "must be the name of a price")
                )
            : throw Fault(path, "must be a list of names of prices");

    private decimal Number(JsonElement element, string name, string path) =>
        Number(Member(element, name, $"{path}.{name}"), $"{path}.{name}");

    private decimal Number(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number) && number >= 0
            ? number
            : throw Fault(path, $"is {Shown(element)}, but must be a number, 0 or more");

    private string Text(JsonElement element, string name, string path) =>
        Member(element, name, path) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw Fault(path, "must be a text");

    private JsonElement Member(JsonElement element, string name, string path) =>
        element.TryGetProperty(name, out var member) ? member : throw Fault(path, "is missing");

    private JsonElement.ObjectEnumerator Object(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject()
            : throw Fault(path, $"is {Shown(element)}, but must be an object");

    private static string Shown(JsonElement element) =>
        element.GetRawText() is { Length: <= 40 } text ? text : $"a {element.ValueKind.ToString().ToLowerInvariant()}";

    private PriceFileException Fault(string path, string what) => new($"{file}: {path} {what}.");
}
