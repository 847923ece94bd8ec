using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>The template that comes out of the transform, as it grows.</summary>
internal sealed class Expansion(JsonObject root)
{
    private const string ImplicitApi = "ServerlessHttpApi";

    /// <summary>
    /// Names that stand for a generated logical id: <c>Function.Alias</c>, <c>Function.Version</c>, and layers by their own.
    /// </summary>
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private readonly List<(JsonNode Api, string Route, JsonNode Settings)> _routes = [];

    public JsonObject Root => root;

    public JsonObject? Resources => root["Resources"] as JsonObject;

    /// <param name="from">The resource that this one comes of: it has its condition.</param>
    public void Add(string id, string type, JsonObject properties, JsonObject from, bool isItself = false)
    {
        var resource = new JsonObject { ["Type"] = type, ["Properties"] = properties };
        foreach (
            var attribute in isItself
                ? ["Condition", "DependsOn", "Metadata", "DeletionPolicy", "UpdateReplacePolicy"]
                : new[] { "Condition" }
        )
            if (from[attribute] is { } value)
                resource[attribute] = value.DeepClone();
        Resources![id] = resource;
    }

    public void Name(string name, string id) => _names[name] = id;

    /// <summary>The API of events that name none.</summary>
    public string UseImplicitApi(JsonObject from)
    {
        if (Resources![ImplicitApi] is null)
            ServerlessHttpApi.Expand(this, ImplicitApi, [], []);
        return ImplicitApi;
    }

    /// <summary>Settings of one route, which its API's stage has.</summary>
    public void SetRoute(JsonNode api, string route, JsonNode settings) => _routes.Add((api.DeepClone(), route, settings.DeepClone()));

    /// <summary>Last: what several resources say together, and references to what was renamed. null when all found its place.</summary>
    public string? Finish()
    {
        foreach (var (api, route, settings) in _routes)
        {
            var stage =
                Resources!
                    .Select(r => r.Value)
                    .OfType<JsonObject>()
                    .FirstOrDefault(r =>
                        Scalars.Member(r, "Type") == "AWS::ApiGatewayV2::Stage" && JsonNode.DeepEquals(r["Properties"]?["ApiId"], api)
                    )
                    ?["Properties"] as JsonObject;
            if (stage is null)
                return $"RouteSettings of the event with the route {route} is invalid: its API has no stage in this template";
            if (stage["RouteSettings"] is not JsonObject all)
                stage["RouteSettings"] = all = [];
            all[route] = Globals.Merge(all[route] as JsonObject, (settings as JsonObject) ?? []);
        }
        if (_names.Count > 0)
            Rename(root);
        return null;
    }

    /// <summary>As SAM puts it behind logical ids whose change makes another resource.</summary>
    public static string Hash(JsonNode? of) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of?.ToJsonString() ?? "")))[..10];

    public static JsonObject Ref(string id) => new() { ["Ref"] = id };

    public static JsonObject GetAtt(string id, string attribute) => new() { ["Fn::GetAtt"] = new JsonArray(id, attribute) };

    public static JsonObject Sub(string text) => new() { ["Fn::Sub"] = text };

    public static JsonObject Pick(JsonObject from, params ReadOnlySpan<string> names)
    {
        var picked = new JsonObject();
        foreach (var name in names)
            if (from[name] is { } value)
                picked[name] = value.DeepClone();
        return picked;
    }

    /// <summary>SAM has tags as a map, resources as a list.</summary>
    public static JsonArray Tags(JsonObject properties, bool says = true)
    {
        var tags = (properties["Tags"] as JsonObject ?? []).Select(t =>
            (JsonNode)new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value?.DeepClone() }
        );
        var sam = new JsonObject { ["Key"] = says ? "lambda:createdBy" : "httpapi:createdBy", ["Value"] = "SAM" };
        return new JsonArray([sam, .. tags]);
    }

    public static string? Unknown(JsonObject properties, string type, IReadOnlyCollection<string> known) =>
        Foreign(properties, known) is { } unknown
            ? $"property {unknown} not defined for resource of type "
                + $"AWS::Serverless::{type}{CloudFormation.Resources.Nearest.Hint(unknown, known)}"
            : null;

    /// <summary>The first member that is none of these.</summary>
    public static string? Foreign(JsonObject members, IReadOnlyCollection<string> known) =>
        members.Select(p => p.Key).FirstOrDefault(name => !known.Contains(name));

    private string Renamed(string text, JsonObject? own)
    {
        foreach (var (name, id) in _names)
            if (own?.ContainsKey(name) != true)
                text = text.Replace($"${{{name}}}", $"${{{id}}}", StringComparison.Ordinal);
        return text;
    }

    private void Rename(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                if (members is { Count: 1 } && Scalars.Member(members, "Ref") is { } name && _names.TryGetValue(name, out var id))
                    members["Ref"] = id;
                else if (members is { Count: 1 } && members["Fn::Sub"] is { } sub)
                {
                    if (sub is JsonArray { Count: 2 } pair)
                    {
                        if (Scalars.TryText(pair[0], out var first))
                            pair[0] = Renamed(first, pair[1] as JsonObject);
                        Rename(pair[1]);
                    }
                    else if (Scalars.TryText(sub, out var text))
                        members["Fn::Sub"] = Renamed(text, null);
                }
                else
                    foreach (var (_, member) in members.ToArray())
                        Rename(member);
                if (Scalars.TryText(members["DependsOn"], out var one) && _names.TryGetValue(one, out var other))
                    members["DependsOn"] = other;
                break;
            case JsonArray items:
                foreach (var item in items.ToArray())
                    Rename(item);
                if (items.Parent is JsonObject of && of["DependsOn"] == items)
                    for (var i = 0; i < items.Count; i++)
                        if (Scalars.TryText(items[i], out var needed) && _names.TryGetValue(needed, out var renamed))
                            items[i] = renamed;
                break;
        }
    }
}
