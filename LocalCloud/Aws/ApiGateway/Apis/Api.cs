using System.Text.Json.Serialization;

namespace LocalCloud.Aws.ApiGateway.Apis;

/// <summary>An HTTP API, as it is stored and as it is answered (with its endpoint, which depends on where the caller came in).</summary>
internal sealed record Api
{
    public string? ApiEndpoint { get; init; }
    public string ApiId { get; init; } = "";
    public string? ApiKeySelectionExpression { get; init; }
    public Cors? CorsConfiguration { get; init; }

    [JsonConverter(typeof(IsoSeconds))]
    public DateTimeOffset CreatedDate { get; init; }
    public string? Description { get; init; }
    public bool DisableExecuteApiEndpoint { get; init; }
    public List<string>? ImportInfo { get; init; }
    public string? IpAddressType { get; init; }
    public string Name { get; init; } = "";
    public string ProtocolType { get; init; } = "HTTP";
    public string? RouteSelectionExpression { get; init; }
    public Dictionary<string, string>? Tags { get; init; }
    public string? Version { get; init; }
    public List<string>? Warnings { get; init; }

    internal Api At(string endpoint) => this with { ApiEndpoint = $"{endpoint}{Execution.Address.ById}/{ApiId}" };
}

internal sealed record Cors
{
    public bool? AllowCredentials { get; init; }
    public List<string>? AllowHeaders { get; init; }
    public List<string>? AllowMethods { get; init; }
    public List<string>? AllowOrigins { get; init; }
    public List<string>? ExposeHeaders { get; init; }
    public int? MaxAge { get; init; }
}
