using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace Lambda.Tests.Infrastructure;

/// <summary>An application that answers what it was asked, as its pipeline saw it.</summary>
internal static class Echo
{
    public static async Task RunAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = context.Request;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            new JsonObject
            {
                ["method"] = request.Method,
                ["scheme"] = request.Scheme,
                ["host"] = request.Host.Value,
                ["pathBase"] = request.PathBase.Value,
                ["path"] = request.Path.Value,
                ["query"] = request.QueryString.Value,
                ["url"] = request.GetEncodedPathAndQuery(),
                ["rawTarget"] = context.Features.Get<IHttpRequestFeature>()!.RawTarget,
                ["protocol"] = request.Protocol,
                ["headers"] = new JsonObject(
                    request.Headers.Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), (JsonNode?)header.Value.ToString()))
                ),
                ["cookies"] = new JsonObject(request.Cookies.Select(cookie => KeyValuePair.Create(cookie.Key, (JsonNode?)cookie.Value))),
                ["values"] = new JsonArray([
                    .. request.Query.SelectMany(pair => pair.Value.Select(value => (JsonNode?)$"{pair.Key}={value}")),
                ]),
                ["body"] = await reader.ReadToEndAsync(),
                ["contentLength"] = request.ContentLength,
                ["remoteIp"] = context.Connection.RemoteIpAddress?.ToString(),
                ["traceIdentifier"] = context.TraceIdentifier,
                ["authenticated"] = context.User.Identity?.IsAuthenticated,
                ["claims"] = new JsonArray([.. context.User.Claims.Select(claim => (JsonNode?)$"{claim.Type}={claim.Value}")]),
            }.ToJsonString()
        );
    }
}
