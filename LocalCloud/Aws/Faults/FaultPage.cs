using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.FaultInjection;

/// <summary>/_localcloud/faults: POST adds one, GET lists them with their hits, DELETE takes one (/ID) or all away.</summary>
internal static class FaultPage
{
    private const string Path = "/_localcloud/faults";
    private const int LongestFault = 16 << 10;

    private static readonly string Members = string.Join(", ", FaultJson.Default.Fault.Properties.Select(p => p.Name));

    public static void Map(IEndpointRouteBuilder routes, Host host)
    {
        routes.MapGet(Path, http => WriteAsync(http, 200, new FaultReport([.. host.Faults.All]), FaultJson.Default.FaultReport));
        routes.MapPost(Path, http => AddAsync(http, host));
        routes.MapDelete(Path, http =>
        {
            host.Faults.Remove(null);
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        routes.MapDelete(Path + "/{id}", http =>
        {
            var id = (string)http.Request.RouteValues["id"]!;
            if (!host.Faults.Remove(id))
                return RefuseAsync(http, $"There is no fault {id}", StatusCodes.Status404NotFound);
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
    }

    private static async Task AddAsync(HttpContext http, Host host)
    {
        Fault? fault;
        string? wrong;
        using (var body = await Body.ReadAsync(http.Request, LongestFault, http.RequestAborted).ConfigureAwait(false))
            (fault, wrong) = Read(body.Bytes);
        wrong ??= FaultRules.Check(fault!, host);
        await (
            wrong is null
                ? WriteAsync(http, StatusCodes.Status201Created, host.Faults.Add(fault!), FaultJson.Default.ActiveFault)
                : RefuseAsync(http, wrong, StatusCodes.Status400BadRequest)
        ).ConfigureAwait(false);
    }

    private static (Fault? Fault, string? Wrong) Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
                return (null, "A fault is a JSON object");
            foreach (var member in document.RootElement.EnumerateObject())
                if (FaultJson.Default.Fault.Properties.FirstOrDefault(p => p.Name == member.Name) is not { } known)
                    return (null, $"'{member.Name}' is no member of a fault, which has {Members}");
                else if (!Fits(member.Value, known))
                    return (null, $"{member.Name} cannot be {member.Value.GetRawText()}");
            return (document.Deserialize(FaultJson.Default.Fault), null);
        }
        catch (JsonException)
        {
            return (null, "The body has to be a JSON object");
        }
    }

    private static bool Fits(JsonElement value, JsonPropertyInfo member) =>
        value.ValueKind is JsonValueKind.Null
        || (
            member.PropertyType == typeof(string)
                ? value.ValueKind is JsonValueKind.String
                : value.ValueKind is JsonValueKind.Number && (member.PropertyType == typeof(double?) || value.TryGetInt32(out _))
        );

    private static Task RefuseAsync(HttpContext http, string why, int status) =>
        Pages.JsonAsync(http, new JsonObject { ["error"] = why }, status);

    private static Task WriteAsync<T>(HttpContext http, int status, T value, JsonTypeInfo<T> type)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, type), http.RequestAborted).AsTask();
    }
}
