using System.Diagnostics.CodeAnalysis;
using Route = LocalCloud.Aws.ApiGateway.Routes.Route;
using RouteKey = LocalCloud.Aws.ApiGateway.Routes.RouteKey;

namespace LocalCloud.Aws.ApiGateway.Execution;

/// <summary>
/// Finds the route of a request: a full match for path and method, then one with a greedy variable, then $default
/// (docs: http-api-develop-routes). Of several, the one that is literal first, and its method before ANY.
/// </summary>
internal sealed class RouteTable
{
    private readonly List<(Route Route, RouteKey Key)> _routes;

    public RouteTable(IEnumerable<Route> routes) =>
        _routes = [
            .. routes.Select(route => (route, Key: RouteKey.Parse(route.RouteKey)!)).OrderBy(r => Order(r.Key), StringComparer.Ordinal),
        ];

    public bool TryFind(string method, string path, [NotNullWhen(true)] out Route? route, out Dictionary<string, string> parameters)
    {
        var segments = path.TrimStart('/').Split('/').Select(Uri.UnescapeDataString).ToArray();
        foreach (var (candidate, key) in _routes)
            if ((key.Method == RouteKey.Any || key.Method == method) && Match(key, segments) is { } found)
            {
                (route, parameters) = (candidate, found);
                return true;
            }
        (route, parameters) = (null, []);
        return false;
    }

    private static Dictionary<string, string>? Match(RouteKey key, string[] path)
    {
        if (key.IsDefault)
            return [];
        var parameters = new Dictionary<string, string>();
        for (var i = 0; i < key.Segments.Length; i++)
        {
            var segment = key.Segments[i];
            if (i >= path.Length)
                return null;
            if (RouteKey.IsGreedy(segment))
            {
                var rest = string.Join('/', path[i..]);
                if (rest.Length == 0)
                    return null;
                parameters[RouteKey.Name(segment)] = rest;
                return parameters;
            }
            if (RouteKey.IsVariable(segment) && path[i].Length > 0)
                parameters[RouteKey.Name(segment)] = path[i];
            else if (segment != path[i])
                return null;
        }
        return path.Length == key.Segments.Length ? parameters : null;
    }

    // Each segment as a digit, $default behind all, and the method last.
    private static string Order(RouteKey key) =>
        key.IsDefault
            ? "9"
            : string.Concat(
                key.Segments.Any(RouteKey.IsGreedy) ? "1" : "0",
                string.Concat(
                    key.Segments.Select(s =>
                        RouteKey.IsGreedy(s) ? '2'
                        : RouteKey.IsVariable(s) ? '1'
                        : '0'
                    )
                ),
                "|",
                key.Method == RouteKey.Any ? "1" : "0"
            );
}
