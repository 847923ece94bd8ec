using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;

namespace LocalCloud.Aws.Wire;

/// <summary>The REST-JSON operations of one service, found by method and path.</summary>
internal sealed class RestTable
{
    private readonly List<(RestPattern Pattern, string Name, RecordOperation? Operation)> _entries;

    public RestTable(Service service) =>
        _entries = [
            .. service
                .Operations.OfType<RecordOperation>()
                .Where(o => o.Rest is not null)
                .Select(o => (o.Rest!.Route, o.Name, (RecordOperation?)o))
                .Concat(
                    service
                        .NotSupported.Select(n => n.Split(' ', 2))
                        .Where(n => n.Length == 2)
                        .Select(n => (RestPattern.Parse(n[1]), n[0], (RecordOperation?)null))
                )
                .OrderBy(e => string.Join(',', e.Item1.Order), StringComparer.Ordinal),
        ];

    /// <param name="match">With no operation when it is one that the API has and this service has not.</param>
    public bool TryFind(HttpRequest request, [NotNullWhen(true)] out RestMatch? match)
    {
        var path = RestPattern.Split(RawPath(request));
        foreach (var (pattern, name, operation) in _entries)
            if (pattern.Matches(request.Method, path, request.Query, out var members))
            {
                match = new(name, operation, members);
                return true;
            }
        match = null;
        return false;
    }

    // As it was sent: Kestrel's Path is decoded, and one cannot tell any more what was a slash of a member.
    internal static string RawPath(HttpRequest request)
    {
        var raw =
            request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } target && target[0] == '/'
                ? target
                : request.Path.ToUriComponent();
        var end = raw.IndexOf('?', StringComparison.Ordinal);
        return end < 0 ? raw : raw[..end];
    }
}

internal sealed record RestMatch(string Name, RecordOperation? Operation, List<(string Member, string Value)> Path);
