using System.Formats.Cbor;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Wire.Cbor;

namespace LocalCloud.Aws.Tests.Wire.Fuzz;

/// <summary>
/// Requests of all operations in all protocols that their service speaks: from the operations' own types, so that a new one is among them.
/// </summary>
internal sealed class Samples
{
    private readonly Random _random;
    private readonly Values _values;
    private readonly Damage _damage;
    private readonly List<(Service Service, RecordOperation Operation)> _operations;

    public Samples(Random random)
    {
        _random = random;
        _values = new(random);
        _damage = new(random);
        _operations =
        [
            .. from service in Emulator.Services(new Options())
            where service is not RestService
            from operation in service.Operations.OfType<RecordOperation>()
            select (service, operation),
        ];
    }

    /// <summary>The first ones make resources, so that those that follow find some.</summary>
    public Sample Next(int number)
    {
        if (number < Fixed.Beginning.Count)
            return Fixed.Beginning[number];
        var sample = _random.Next(6) == 0 ? Fixed.S3[_random.Next(Fixed.S3.Count)] : OfOperation();
        return _random.Next(4) == 0 ? sample : _damage.Of(sample);
    }

    private Sample OfOperation()
    {
        var (service, operation) = _operations[_random.Next(_operations.Count)];
        var input = _values.Of(operation.Request, operation.Name, 0) as JsonObject ?? [];
        if (_random.Next(2) == 0)
            _damage.OfTree(input);
        var protocols = new List<Func<Sample>>();
        if (service.TargetPrefix is { } prefix)
        {
            protocols.Add(() => Json(service, prefix, operation, input));
            protocols.Add(() => Cbor(service, prefix, operation, input));
        }
        if (service.QueryVersion is { } version)
            protocols.Add(() => Query(service, version, operation, input));
        if (operation.Rest is not null)
            protocols.Add(() => Rest(service, operation, input));
        return protocols[_random.Next(protocols.Count)]();
    }

    private static List<(string, string)> Signed(string service, params (string, string)[] more) =>
        [("Authorization", AwsCaller.Authorization(service, "test", "us-east-1")), .. more];

    private static Sample Json(Service service, string prefix, RecordOperation operation, JsonObject input) =>
        new(
            $"{service.Id} {operation.Name} json",
            "POST",
            "/",
            Signed(service.Id, ("X-Amz-Target", $"{prefix}.{operation.Name}"), ("Content-Type", "application/x-amz-json-1.0")),
            Bytes(input)
        );

    private static Sample Cbor(Service service, string prefix, RecordOperation operation, JsonObject input)
    {
        using var json = JsonDocument.Parse(Bytes(input), new() { MaxDepth = 1000 });
        byte[] body;
        try
        {
            body = JsonToCbor.Convert(json.RootElement, null);
        }
        // Text that is no Unicode.
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            body = [0xff];
        }
        return new(
            $"{service.Id} {operation.Name} cbor",
            "POST",
            $"/service/{prefix}/operation/{operation.Name}",
            Signed(service.Id, ("smithy-protocol", "rpc-v2-cbor"), ("Content-Type", "application/cbor")),
            body
        );
    }

    private Sample Query(Service service, string version, RecordOperation operation, JsonObject input)
    {
        var form = new StringBuilder($"Action={operation.Name}&Version={version}");
        Flatten(form, "", input);
        return new(
            $"{service.Id} {operation.Name} query",
            "POST",
            "/",
            Signed(service.Id, ("Content-Type", "application/x-www-form-urlencoded")),
            Encoding.UTF8.GetBytes(form.ToString())
        );
    }

    private static void Flatten(StringBuilder form, string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map)
                    Flatten(form, path.Length == 0 ? name : $"{path}.{name}", value);
                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                    Flatten(form, $"{path}.member.{i + 1}", list[i]);
                break;
            case JsonValue value:
                form.Append('&').Append(Escape(path)).Append('=').Append(Escape(value.ToString()));
                break;
        }
    }

    private static Sample Rest(Service service, RecordOperation operation, JsonObject input)
    {
        var route = operation.Rest!.Route;
        string Take(string member)
        {
            input.Remove(member, out var value);
            return value is JsonValue text && text.ToString() is { Length: > 0 } given ? Escape(given) : "x";
        }
        var path = string.Join('/', route.Path.Split('/').Select(s => s.StartsWith('{') ? Take(s.Trim('{', '}', '+')) : s));
        var query = string.Join('&', route.Query.Select(q => $"{q.Name}={Take(q.Member)}"));
        return new(
            $"{service.Id} {operation.Name} rest",
            route.Method,
            query.Length == 0 ? path : $"{path}?{query}",
            Signed(service.Id, ("Content-Type", "application/json")),
            Bytes(input)
        );
    }

    private static byte[] Bytes(JsonObject input) => Encoding.UTF8.GetBytes(input.ToJsonString(Deep));

    private static string Escape(string text) => Uri.EscapeDataString(text.Replace("\ud800", "?", StringComparison.Ordinal));

    private static readonly JsonSerializerOptions Deep = new()
    {
        MaxDepth = 2000,
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };
}
