using System.Text.Json.Nodes;

namespace LocalCloud.Aws;

/// <summary>A resource's policy that AddPermission and its like put statements into, and take them out of by their ids.</summary>
internal sealed class PolicyDocument(JsonObject document)
{
    public const string Version = "2012-10-17";

    /// <summary>As a list that belongs to the document; a single one may stand without.</summary>
    public JsonArray Statements
    {
        get
        {
            if (document["Statement"] is JsonArray statements)
                return statements;
            var single = document["Statement"]?.DeepClone();
            var list = single is null ? new JsonArray() : new JsonArray(single);
            document["Statement"] = list;
            return list;
        }
    }

    public JsonObject Json => document;

    /// <summary>A statement that lets somebody in; who calls may give it a Condition.</summary>
    public static JsonObject Permission(string? id, JsonNode? principal, JsonNode? action, string resource) =>
        new()
        {
            ["Sid"] = id,
            ["Effect"] = "Allow",
            ["Principal"] = principal,
            ["Action"] = action,
            ["Resource"] = resource,
        };

    /// <summary>Of an account's number, an ARN, a service, or * for everybody.</summary>
    public static JsonNode Principal(string principal) =>
        principal switch
        {
            "*" => "*",
            { Length: 12 } when principal.All(char.IsAsciiDigit) => Accounts([principal]),
            _ when Arn.Is(principal) => Accounts([principal]),
            _ => new JsonObject { ["Service"] = principal },
        };

    /// <param name="accounts">Numbers or ARNs.</param>
    public static JsonObject Accounts(IEnumerable<string> accounts) =>
        new() { ["AWS"] = OneOrMany(accounts.Select(account => Arn.Is(account) ? account : Arn.RootOf(account))) };

    /// <summary>AWS writes a list of one as the one.</summary>
    public static JsonNode OneOrMany(IEnumerable<string> values)
    {
        JsonNode[] nodes = [.. values.Select(v => JsonValue.Create(v))];
        return nodes is [var one] ? one : new JsonArray(nodes);
    }

    public bool Has(string id) => IndexOf(id) >= 0;

    public void Add(JsonObject statement) => Statements.Add((JsonNode)statement);

    /// <summary>In the place of the one that has its id.</summary>
    public void Put(JsonObject statement)
    {
        if (IndexOf((string)statement["Sid"]!) is >= 0 and var at)
            Statements[at] = statement;
        else
            Add(statement);
    }

    /// <summary>Whether it was there.</summary>
    public bool Remove(string id)
    {
        var at = IndexOf(id);
        if (at >= 0)
            Statements.RemoveAt(at);
        return at >= 0;
    }

    private int IndexOf(string id)
    {
        var statements = Statements;
        for (var i = 0; i < statements.Count; i++)
            if (statements[i] is JsonObject statement && statement["Sid"] is JsonValue sid && sid.ToString() == id)
                return i;
        return -1;
    }
}
