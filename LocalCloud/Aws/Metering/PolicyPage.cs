using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.Iam;
using LocalCloud.Aws.Lambda;
using LocalCloud.Policies;

namespace LocalCloud.Aws.Metering;

/// <summary>
/// /_localcloud/policies lists roles; /ROLE (name or ARN, or ?function=NAME for the role of a function) answers the smallest policy for
/// what was seen of it, and how the deployed role differs. ?since=ISO 8601 looks at a part of the time.
/// </summary>
internal static class PolicyPage
{
    public const string Path = "/_localcloud/policies";

    public static void Map(IEndpointRouteBuilder routes, Host host)
    {
        routes.MapGet(Path, http =>
            http.Request.Query["function"] is [{ Length: > 0 } function] ? OfFunctionAsync(http, host, function) : ListAsync(http, host)
        );
        routes.MapGet(Path + "/{**role}", http =>
            OfRoleAsync(http, host, Uri.UnescapeDataString((string)http.Request.RouteValues["role"]!))
        );
    }

    private static Task ListAsync(HttpContext http, Host host)
    {
        var functions = RoleFacts.All(host).ToLookup(f => f.Role, f => f.Function);
        var calls = UsageReports.Of(host, null).Calls.Where(c => c.Role is not null).ToLookup(c => c.Role!);
        var roles = RoleGrants
            .All(host)
            .Concat(functions.Select(f => f.Key))
            .Concat(calls.Select(c => c.Key))
            .Distinct()
            .Order(StringComparer.Ordinal);
        return WriteAsync(
            http,
            new RoleList([.. roles.Select(r => new RoleSummary(r, [.. functions[r].Distinct()], calls[r].Sum(c => c.Count)))]),
            PolicyJson.Default.RoleList
        );
    }

    private static Task OfFunctionAsync(HttpContext http, Host host, string function)
    {
        var roles = RoleFacts.All(host).Where(f => f.Function == function).Select(f => f.Role).Distinct().ToList();
        return roles switch
        {
            [var role] => AnswerAsync(http, host, role),
            [] => RefuseAsync(
                http,
                StatusCodes.Status404NotFound,
                $"There is no function {function}. Functions are: {Names(RoleFacts.All(host).Select(f => f.Function).Distinct())}"
            ),
            _ => Ambiguous(http, $"function {function}", roles),
        };
    }

    private static Task OfRoleAsync(HttpContext http, Host host, string named)
    {
        if (Arn.Is(named))
            return AnswerAsync(http, host, named);
        var all = RoleGrants
            .All(host)
            .Concat(RoleFacts.All(host).Select(f => f.Role))
            .Concat(UsageReports.Of(host, null).Calls.Select(c => c.Role).OfType<string>())
            .Distinct();
        var roles = all.Where(r => r[(r.LastIndexOf('/') + 1)..] == named).ToList();
        return roles switch
        {
            [var role] => AnswerAsync(http, host, role),
            [] => RefuseAsync(
                http,
                StatusCodes.Status404NotFound,
                $"No role {named} is there, none has called anything. {Path} lists those that have."
            ),
            _ => Ambiguous(http, $"role {named}", roles),
        };
    }

    private static Task AnswerAsync(HttpContext http, Host host, string role)
    {
        if (UsagePage.Since(http.Request, out var since) is { } wrong)
            return RefuseAsync(http, StatusCodes.Status400BadRequest, wrong);
        var granted = RoleGrants.Of(host, role);
        var report = LeastPrivilege.Of(
            role,
            UsageReports.Of(host, since),
            RoleFacts.OfRole(host, role),
            granted?.Statements,
            granted?.Unknown
        );
        return WriteAsync(http, report, PolicyJson.Default.PolicyReport);
    }

    private static Task Ambiguous(HttpContext http, string what, IEnumerable<string> roles) =>
        RefuseAsync(http, StatusCodes.Status409Conflict, $"There is more than one {what}: ask for one of the roles {Names(roles)}");

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);

    private static Task RefuseAsync(HttpContext http, int status, string error) =>
        Pages.JsonAsync(http, new JsonObject { ["error"] = error }, status);

    private static Task WriteAsync<T>(HttpContext http, T value, JsonTypeInfo<T> type)
    {
        http.Response.ContentType = "application/json";
        return http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, type), http.RequestAborted).AsTask();
    }
}
