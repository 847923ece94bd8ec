using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>
/// AWS::Serverless::Connector, and the attribute Connectors of a source: the policy or permission that one resource needs to use another
/// (docs: managing-permissions-connectors). Expanded last, when every resource is the plain one that it becomes.
/// </summary>
internal sealed record ServerlessConnectors(string Id, JsonObject From, JsonObject? Source, JsonNode? Destination, JsonArray? Permissions)
{
    private const string Type = "AWS::Serverless::Connector",
        Attribute = "Connectors";

    /// <summary>All of a template, which has them no more after that.</summary>
    public static List<ServerlessConnectors> Take(Expansion into)
    {
        var all = new List<ServerlessConnectors>();
        foreach (var (id, node) in into.Resources!.ToArray())
        {
            if (node is not JsonObject resource)
                continue;
            foreach (var (name, connector) in resource[Attribute] as JsonObject ?? [])
                all.Add(
                    Of(
                        $"{id}{name}",
                        resource,
                        connector?["Properties"] as JsonObject,
                        Merged(id, connector?["SourceReference"] as JsonObject)
                    )
                );
            resource.Remove(Attribute);
            if (Scalars.Member(resource, "Type") != Type)
                continue;
            all.Add(
                Of(id, resource, resource["Properties"] as JsonObject, (resource["Properties"] as JsonObject)?["Source"] as JsonObject)
            );
            into.Resources!.Remove(id);
        }
        return all;
    }

    public string? Expand(Expansion into)
    {
        if (Source is null || Destination is null || Permissions is null)
            return "Source, Destination and Permissions of a connector are required.";
        var several = Destination as JsonArray;
        var destinations = several?.OfType<JsonObject>().ToArray() ?? [.. new[] { Destination as JsonObject }.OfType<JsonObject>()];
        for (var i = 0; i < destinations.Length; i++)
            if (Connect(into, destinations[i], several is null ? "" : $"Destination{i}") is { } fault)
                return fault;
        return null;
    }

    private string? Connect(Expansion into, JsonObject destination, string suffix)
    {
        if (!Find(into, Source!).Ok(out var from, out var error) || !Find(into, destination).Ok(out var to, out error))
            return error.Message;
        if (ConnectorProfile.Of(from.Type, to.Type) is not { } profile)
            return $"Unable to create connector from {from.Type} to {to.Type}; it's not supported or the template is invalid.";
        var asked = Permissions!.Select(Scalars.Text).ToArray();
        if (asked.FirstOrDefault(p => !profile.Has(p)) is { } other)
            return $"Unsupported 'Permissions' provided for connector from {from.Type} to {to.Type}; valid values are: "
                + $"{string.Join(", ", profile.Permissions)}. {other} is none of them.";
        return profile.Add(into, new(Id, suffix, From, from, to, Scalars.Member(Source, "Qualifier")), asked);
    }

    private static Result<ConnectorEnd> Find(Expansion into, JsonObject reference)
    {
        if (Scalars.Member(reference, "Id") is not { } id)
            return TemplateError.Validation("A connector to what is not in the template (without Id) is not supported by LocalCloud");
        return into.Resources![id] is JsonObject resource
            ? new ConnectorEnd(id, Scalars.Member(resource, "Type")!, resource["Properties"] as JsonObject ?? [])
            : TemplateError.Validation($"Unable to find resource with logical ID '{id}'.");
    }

    private static JsonObject Merged(string id, JsonObject? reference)
    {
        var source = (JsonObject?)reference?.DeepClone() ?? [];
        source["Id"] = id;
        return source;
    }

    private static ServerlessConnectors Of(string id, JsonObject from, JsonObject? properties, JsonObject? source) =>
        new(
            id,
            (JsonObject)from.DeepClone(),
            (JsonObject?)source?.DeepClone(),
            properties?["Destination"]?.DeepClone(),
            properties?["Permissions"]?.DeepClone() as JsonArray
        );
}

/// <summary>A resource at one end of a connector, as the plain one that it became.</summary>
internal sealed record ConnectorEnd(string Id, string Type, JsonObject Properties)
{
    public JsonObject Arn => Type == "AWS::SNS::Topic" ? Expansion.Ref(Id) : Expansion.GetAtt(Id, "Arn");

    /// <summary>Of a function or rule; null when its role is not in the template.</summary>
    public JsonNode? Role
    {
        get
        {
            var role = Properties["Role"] ?? (Properties["Targets"] as JsonArray)?.FirstOrDefault()?["RoleArn"];
            return role is JsonObject { Count: 1 } call && call["Fn::GetAtt"] is { } argument && Reference.OfGetAtt(argument) is { } of
                ? Expansion.Ref(of.Name)
                : null;
        }
    }
}

/// <param name="Suffix">of the ids of what is made, where a connector has several destinations</param>
/// <param name="From">whose condition counts</param>
internal sealed record Connection(
    string Id,
    string Suffix,
    JsonObject From,
    ConnectorEnd Source,
    ConnectorEnd Destination,
    string? Qualifier
);
