using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Hosting.Run.Dashboard;
using LocalCloud.Hosting.Run.Plan;
using LocalCloud.Postgres;

namespace LocalCloud.Hosting.Run;

/// <summary>
/// <c>run.json</c> in the data directory, for its owner alone: how other programs find the running application. Its pid, the address of each binding
/// (<c>endpoints.api.http</c>) and the dashboard with its keys.
/// </summary>
static class RunFile
{
    const string Name = "run.json";
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(RunContext context)
    {
        var endpoints = new JsonObject();
        foreach (var node in context.Plan.Nodes.Where(n => !n.Ports.IsEmpty))
            endpoints[node.Name] = new JsonObject(node.Ports.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, p.Value.Url)));
        var run = new JsonObject
        {
            ["pid"] = Environment.ProcessId,
            ["application"] = context.Request.ApplicationName,
            ["started"] = context.Time.GetUtcNow(),
            ["endpoints"] = endpoints,
            ["dashboard"] = context.Dashboard is { } dashboard ? Of(dashboard) : null,
        };
        PrivateFile.Write(Path.Combine(context.Request.DataDirectory, Name), run.ToJsonString(Indented));
    }

    static JsonObject Of(DashboardEndpoints dashboard) => new()
    {
        ["url"] = dashboard.Frontend.ToString(),
        ["loginUrl"] = dashboard.LoginUrl.ToString(),
        ["apiKey"] = dashboard.ApiKey,
        ["otlpGrpc"] = dashboard.OtlpGrpc.ToString(),
        ["otlpHttp"] = dashboard.OtlpHttp.ToString(),
        ["otlpKey"] = dashboard.OtlpKey,
        ["resourceService"] = dashboard.ResourceService.ToString(),
        ["resourceServiceKey"] = dashboard.ResourceServiceKey,
    };

    public static void Delete(string directory) => File.Delete(Path.Combine(directory, Name));

    public static int? PidIn(string directory)
    {
        try
        {
            return (int?)JsonNode.Parse(File.ReadAllText(Path.Combine(directory, Name)))?["pid"];
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }
}
