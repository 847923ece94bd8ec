using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

internal sealed partial class Evaluator
{
    private JsonNode? Sub(JsonNode? argument)
    {
        var (text, own) = argument is JsonArray { Count: 2 } pair ? (pair[0], pair[1] as JsonObject) : (argument, null);
        var result = new StringBuilder();
        foreach (var part in SubPart.Split(Scalars.Text(text)))
            result.Append(part.IsVariable ? Variable(part.Text, own) : part.Text);
        return Error is null ? result.ToString() : null;
    }

    private string Variable(string name, JsonObject? own)
    {
        if (own?[name] is { } value)
            return Text(value, $"Fn::Sub variable {name}");
        var reference = Reference.OfSub(name);
        var referred = reference.Attribute is null ? Ref(reference.Name) : GetAtt(reference);
        if (Scalars.TryText(referred, out var text))
            return text;
        Fail($"Fn::Sub variable {name} must resolve to a string.");
        return "";
    }

    private JsonNode? Join(string delimiter, JsonArray? items)
    {
        if (items is null)
            return null;
        return items.All(Scalars.IsScalar)
            ? string.Join(delimiter, items.Select(Scalars.Text))
            : Fail("Fn::Join requires a list of strings to be joined.");
    }

    private static JsonArray Split(string delimiter, string text) => new([.. text.Split(delimiter).Select(part => JsonValue.Create(part))]);

    /// <summary>Of regions that have others than a, b and c (docs: AWS Availability Zones), as a new account sees them.</summary>
    private static readonly Dictionary<string, string> ZonesOf = new(StringComparer.Ordinal)
    {
        ["us-east-1"] = "abcdef",
        ["us-west-1"] = "ac",
        ["us-west-2"] = "abcd",
        ["ap-northeast-1"] = "acd",
        ["ap-northeast-2"] = "abcd",
        ["ca-central-1"] = "abd",
    };

    private JsonNode Zones(string region)
    {
        if (region.Length == 0)
            region = scope.Pseudo.Region;
        return new JsonArray([.. (ZonesOf.GetValueOrDefault(region) ?? "abc").Select(zone => JsonValue.Create(region + zone))]);
    }

    /// <summary>Blocks with <paramref name="bits"/> of host each, of IPv4 or IPv6, from the start of <paramref name="block"/>.</summary>
    private JsonNode? Cidr(string block, string count, string bits)
    {
        if (Error is not null)
            return null;
        if (
            !IPNetwork.TryParse(block, out var network)
            || network.BaseAddress.GetAddressBytes() is not { Length: var length } address
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var blocks)
            || blocks is < 1 or > 256
            || !int.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out var hostBits)
            || hostBits < 1
            || hostBits >= 8 * length
            || 8 * length - network.PrefixLength - hostBits is var free && (free < 0 || free < 9 && blocks > 1 << free)
        )
            return Fail($"Fn::Cidr cannot give {count} blocks of {bits} bits in {block}");

        var first = new BigInteger(address, isUnsigned: true, isBigEndian: true);
        return new JsonArray([
            .. Enumerable
                .Range(0, blocks)
                .Select(i =>
                {
                    var bytes = (first + ((BigInteger)i << hostBits)).ToByteArray(isUnsigned: true, isBigEndian: true);
                    var next = new byte[length];
                    bytes.CopyTo(next, length - bytes.Length);
                    return JsonValue.Create($"{new IPAddress(next)}/{8 * length - hostBits}");
                }),
        ]);
    }
}
