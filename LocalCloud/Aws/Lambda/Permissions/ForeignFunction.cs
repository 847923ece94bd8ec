using System.Text.Json;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Permissions;

/// <summary>
/// A function of another account, which its ARN names. Its own policy decides who may invoke it (docs: access-control-resource-based);
/// within an account nobody is asked.
/// </summary>
internal static class ForeignFunction
{
    private const string Invoke = "lambda:InvokeFunction";

    /// <summary>Where the function is; the caller's own place when no other account is named.</summary>
    public static Result<LambdaState> Owner(LambdaState caller, string name, string? qualifier)
    {
        if (
            !FunctionName.TryParse(name, out var parsed)
            || parsed.Scope is not { Region.Length: > 0 } scope
            || scope.Account == caller.Scope.Account
            || scope.Region != caller.Scope.Region
        )
            return caller;
        var owner = caller.Service.State(scope);
        var qualified = parsed.Qualifier ?? qualifier;
        var allowed = caller.Service.Host.Read(owner, s =>
            s.Functions.GetValueOrDefault(parsed.Name)
                ?.Policies.GetValueOrDefault(qualified ?? "")
                ?.Statements.Exists(statement => Allows(statement, caller.Scope.Account)) == true
        );
        var arn = owner.Arn(parsed.Name) + (qualified is null ? "" : $":{qualified}");
        return allowed
            ? owner
            : LambdaErrors.Of(
                "AccessDeniedException",
                $"User: arn:aws:iam::{caller.Scope.Account}:root is not authorized to perform: {Invoke} on resource: {arn} because no "
                    + $"resource-based policy allows the {Invoke} action",
                403
            );
    }

    private static bool Allows(JsonElement statement, string account)
    {
        var action = statement.GetProperty("Action").GetString();
        if (action is not (Invoke or "lambda:*" or "*"))
            return false;
        var principal = statement.GetProperty("Principal");
        // What is under a condition is for services
        if (statement.TryGetProperty("Condition", out _))
            return false;
        return principal.ValueKind is JsonValueKind.String
            ? principal.GetString() == "*"
            : principal.TryGetProperty("AWS", out var who)
                && who.GetString() is { } arn
                && (arn == "*" || arn.Split(':') is [_, _, _, _, var of, ..] && of == account);
    }
}
