using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.Policies.Templates;

/// <summary>What a template's functions come to, where the template was deployed; * stands for what nobody can know from outside.</summary>
/// <param name="Physical">physical ids by logical id; of what was not deployed there is none</param>
internal sealed partial class Resolution(JsonObject resources, IReadOnlyDictionary<string, string> physical, string region, string account)
{
    private const string Unknown = "*";

    /// <summary>The texts of a value: of a condition's both sides.</summary>
    public IEnumerable<Resolved> All(JsonNode? node) =>
        node switch
        {
            JsonArray list => list.SelectMany(All),
            JsonObject { Count: 1 } o when o.First() is { Key: "Fn::If", Value: JsonArray { Count: 3 } branches } => All(branches[1])
                .Concat(All(branches[2])),
            JsonObject { Count: 1 } o when o.First() is { Key: "Ref", Value: JsonValue name } && name.ToString() == "AWS::NoValue" => [],
            null => [],
            _ => [One(node)],
        };

    public Resolved One(JsonNode? node) =>
        node switch
        {
            JsonValue value => new(value.ToString(), true),
            JsonObject { Count: 1 } function => Call(function.First().Key, function.First().Value),
            _ => new(Unknown, false),
        };

    private Resolved Call(string function, JsonNode? argument) =>
        (function, argument) switch
        {
            ("Ref", JsonValue name) => Named(name.ToString(), null),
            ("Fn::GetAtt", JsonValue path) when path.ToString().Split('.', 2) is [var name, var attribute] => Named(name, attribute),
            ("Fn::GetAtt", JsonArray { Count: 2 } path) => Named(path[0]!.ToString(), path[1]!.ToString()),
            ("Fn::Sub", JsonValue text) => Sub(text.ToString(), null),
            ("Fn::Sub", JsonArray { Count: 2 } pair) => Sub(pair[0]!.ToString(), pair[1] as JsonObject),
            ("Fn::Join", JsonArray { Count: 2 } pair) when pair[1] is JsonArray list => Join(pair[0]!.ToString(), list),
            _ => new(Unknown, false),
        };

    private Resolved Join(string delimiter, JsonArray list)
    {
        var parts = list.Select(One).ToList();
        return new(string.Join(delimiter, parts.Select(p => p.Text)), parts.All(p => p.IsExact));
    }

    private Resolved Sub(string text, JsonObject? own)
    {
        var exact = true;
        var result = Placeholder()
            .Replace(text, match =>
            {
                var name = match.Groups[1].Value;
                if (name.StartsWith('!'))
                    return $"${{{name[1..]}}}";
                var value =
                    own?.ContainsKey(name) == true ? One(own[name])
                    : name.Split('.', 2) is [var resource, var attribute] ? Named(resource, attribute)
                    : Named(name, null);
                exact &= value.IsExact;
                return value.Text;
            });
        return new(result, exact);
    }

    private Resolved Named(string name, string? attribute) =>
        name switch
        {
            "AWS::Region" => new(region, true),
            "AWS::AccountId" => new(account, true),
            "AWS::Partition" => new("aws", true),
            "AWS::URLSuffix" => new("amazonaws.com", true),
            _ when resources[name] is JsonObject resource => Of(name, (string?)resource["Type"] ?? "", attribute),
            _ => new(Unknown, false),
        };

    // Not deployed, a name contains its logical id, unless the template gives it another
    private Resolved Of(string logical, string type, string? attribute)
    {
        if (!physical.TryGetValue(logical, out var id))
            return new($"*{logical}*", false);
        if (attribute is null)
            return new(id, true);
        return attribute switch
        {
            "Arn" or "TopicArn" or "Id" when new StackResource(logical, type, id).Arn(region, account) is { } arn => new(arn, true),
            "StreamArn" => new($"arn:aws:dynamodb:{region}:{account}:table/{id}/stream/*", false),
            "Name" or "QueueName" or "TableName" => new(id[(id.LastIndexOf('/') + 1)..], true),
            _ => new(Unknown, false),
        };
    }

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Placeholder();
}

/// <param name="IsExact">Nothing in it is a guess: its asterisks are the template's own.</param>
internal readonly record struct Resolved(string Text, bool IsExact);
