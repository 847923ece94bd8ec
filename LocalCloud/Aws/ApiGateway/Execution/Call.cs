using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using LocalCloud.Aws.ApiGateway.Apis;
using LocalCloud.Aws.ApiGateway.Deployments;
using LocalCloud.Aws.ApiGateway.Integrations;
using LocalCloud.Aws.ApiGateway.Stages;
using Route = LocalCloud.Aws.ApiGateway.Routes.Route;

namespace LocalCloud.Aws.ApiGateway.Execution;

/// <summary>One request to an API, and what is known of it on its way to the integration. Mappings change headers and query.</summary>
internal sealed class Call
{
    public required HttpContext Http { get; init; }

    public required Context Context { get; init; }

    public required ApiGatewayService Service { get; init; }

    public required Scope Scope { get; init; }

    public required Api Api { get; init; }

    public required Stage Stage { get; init; }

    public required Configuration Configuration { get; init; }

    /// <summary>As the caller sees it: with the stage or the mapping's key. Encoded.</summary>
    public required string FullPath { get; init; }

    /// <summary>What routes are about. Encoded.</summary>
    public required string RoutePath { get; init; }

    public string RequestId { get; init; } = Ids.Request();

    public DateTimeOffset Time { get; init; }

    public Route Route { get; set; } = null!;

    public Integration Integration { get; set; } = null!;

    public Dictionary<string, string> PathParameters { get; set; } = [];

    /// <summary>What an authorizer said, as it stands in the request's context: {"jwt": ...}, {"lambda": ...} or {"iam": ...}.</summary>
    public JsonObject? Authorizer { get; set; }

    public List<(string Name, string Value)> Headers { get; } = [];

    public List<(string Name, string Value)> Query { get; } = [];

    /// <summary>A mapping has changed <see cref="Query"/>: the raw one does not hold any more.</summary>
    public bool QueryMapped { get; set; }

    /// <summary>Of an integration that is an HTTP address, in place of its own.</summary>
    public string? MappedPath { get; set; }

    /// <summary>Set when somebody needs it as a whole; else it streams through.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    public string Method => Http.Request.Method;

    /// <summary>AWS gives it decoded.</summary>
    public string RawPath => Uri.UnescapeDataString(FullPath);

    public string RawQuery => Http.Request.QueryString.Value is { Length: > 1 } query ? query[1..] : "";

    public string Protocol => Http.Request.Protocol;

    public string SourceIp =>
        (
            Http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
                ? mapped.MapToIPv4()
                : Http.Connection.RemoteIpAddress ?? IPAddress.Loopback
        ).ToString();

    public string UserAgent => Http.Request.Headers.UserAgent.ToString();

    public string DomainName { get; init; } = "";

    public string DomainPrefix => DomainName.Split('.')[0];

    public string TimeText => Time.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    /// <summary>The ARN that policies name: arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/PATH.</summary>
    public string Arn => Scope.Arn("execute-api", $"{Api.ApiId}/{Stage.StageName}/{Method}{Uri.UnescapeDataString(RoutePath)}");

    public string? Header(string name)
    {
        var values = Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).ToList();
        return values.Count == 0 ? null : string.Join(',', values);
    }

    public string? QueryValue(string name)
    {
        var values = Query.Where(q => q.Name == name).Select(q => q.Value).ToList();
        return values.Count == 0 ? null : string.Join(',', values);
    }

    /// <summary>X-Ray's header, with the span's ids when there is one.</summary>
    public string Trace { get; private set; } = "";

    /// <summary>Takes over what the caller sent, and adds what API Gateway adds.</summary>
    public void Take()
    {
        var request = Http.Request;
        Trace = TraceHeader();
        foreach (var (name, values) in request.Headers)
            if (
                name[0] != ':'
                && !name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
                && !name.Equals("X-Amzn-Trace-Id", StringComparison.OrdinalIgnoreCase)
            )
                foreach (var value in values)
                    Headers.Add((name, value ?? ""));
        Headers.Add(("X-Amzn-Trace-Id", Trace));
        Headers.Add(("X-Forwarded-For", request.Headers["X-Forwarded-For"] is [{ } before, ..] ? $"{before}, {SourceIp}" : SourceIp));
        Headers.Add(("X-Forwarded-Port", (request.Host.Port ?? (request.IsHttps ? 443 : 80)).ToString(CultureInfo.InvariantCulture)));
        Headers.Add(("X-Forwarded-Proto", request.Scheme));
        foreach (var (name, values) in request.Query)
        foreach (var value in values)
            Query.Add((name, value ?? ""));
    }

    private string TraceHeader()
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } span)
            return Text(span.TraceId.ToHexString(), span.SpanId.ToHexString());
        if (Context.XRayTraceHeader is { Length: > 0 } given)
            return given;
        return ActivityContext.TryParse(Context.TraceParent, null, out var parent)
            ? Text(parent.TraceId.ToHexString(), parent.SpanId.ToHexString())
            : Root($"{Time.ToUnixTimeSeconds():x8}{ActivityTraceId.CreateRandom().ToHexString()[8..]}");
    }

    private static string Text(string trace, string span) => $"{Root(trace)};Parent={span};Sampled=1";

    private static string Root(string trace) => $"Root=1-{trace[..8]}-{trace[8..]}";
}
