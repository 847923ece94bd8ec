namespace LocalCloud.Aws.ApiGateway.Routes;

/// <summary><c>GET /pets/{id}</c>, <c>ANY /{proxy+}</c> or <c>$default</c>, taken apart.</summary>
internal sealed record RouteKey(string Method, string[] Segments)
{
    public const string Any = "ANY",
        Default = "$default";

    private static readonly string[] Methods = [Any, "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

    public static readonly AwsError Malformed = Errors.BadRequest(
        "The provided route key is not formatted properly for HTTP protocol. Format should be \"<HTTP METHOD> /<RESOURCE PATH>\" or "
            + "\"$default\""
    );

    public bool IsDefault => Segments.Length == 0;

    public static RouteKey? Parse(string key)
    {
        if (key == Default)
            return new(Any, []);
        if (key.Split(' ') is not [var method, var path] || !Methods.Contains(method) || !path.StartsWith('/'))
            return null;
        var segments = path[1..].Split('/');
        for (var i = 0; i < segments.Length; i++)
            if (!IsProper(segments[i]) || (IsGreedy(segments[i]) && i < segments.Length - 1))
                return null;
        return new(method, segments);
    }

    public static bool IsVariable(string segment) => segment.StartsWith('{');

    public static bool IsGreedy(string segment) => segment.EndsWith("+}", StringComparison.Ordinal);

    public static string Name(string segment) => segment.Trim('{', '}', '+');

    private static bool IsProper(string segment) =>
        segment.IndexOfAny(['{', '}']) < 0
        || (
            segment[0] == '{' && segment[^1] == '}' && Name(segment).Length > 0 && segment.IndexOfAny(['{', '}'], 1, segment.Length - 2) < 0
        );
}
