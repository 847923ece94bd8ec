using System.Text.Json;

namespace LocalCloud.Publish.Plan;

/// <summary>
/// What <c>PublishAsLambda</c> leaves in the manifest: a resource of a type of its own beside the project, because Aspire's schema closes
/// the project's entry and lets every tool pass over types that it does not know.
/// </summary>
internal static class FunctionResource
{
    public const string Type = "aws.lambda.function.v0";

    public static (string Project, FunctionSettings Settings, string? Error) Read(ManifestUnknown resource)
    {
        using var json = JsonDocument.Parse(resource.Json);
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in json.RootElement.EnumerateObject())
            values[member.Name] = member.Value.ValueKind switch
            {
                JsonValueKind.Array => string.Join(';', member.Value.EnumerateArray().Select(v => v.ToString())),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => member.Value.ToString(),
            };
        values.Remove("type");
        values.Remove("project", out var project);
        values.Remove("function", out var function);
        var settings = FunctionSettings.Read(function is { Length: > 0 } ? function : FunctionSettings.Default, values, out var error);
        return (project ?? "", settings, project is null ? "project is missing" : error);
    }
}
