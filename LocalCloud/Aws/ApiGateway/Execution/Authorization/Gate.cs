using System.Text.Json.Nodes;
using LocalCloud.Aws.Iam.Access;

namespace LocalCloud.Aws.ApiGateway.Execution.Authorization;

/// <summary>Lets a call through to its route, or says what is answered instead.</summary>
internal static class Gate
{
    public static async ValueTask<Answer?> RefuseAsync(Call call)
    {
        if (call.Route.AuthorizationType == "AWS_IAM")
            return Iam(call);
        if (call.Route.AuthorizationType is not ("JWT" or "CUSTOM"))
            return null;
        if (call.Configuration.Authorizers.Find(a => a.AuthorizerId == call.Route.AuthorizerId) is not { } authorizer)
            return Answer.Message(StatusCodes.Status500InternalServerError, Answers.InternalError);
        return authorizer.AuthorizerType == "JWT"
            ? await JwtAuthorizer.RefuseAsync(call, authorizer).ConfigureAwait(false)
            : await FunctionAuthorizer.RefuseAsync(call, authorizer).ConfigureAwait(false);
    }

    public static Answer Unauthorized => Answer.Message(StatusCodes.Status401Unauthorized, "Unauthorized");

    public static Answer Forbidden => Answer.Message(StatusCodes.Status403Forbidden, "Forbidden");

    // Who signed may call, unless policies are enforced
    private static Answer? Iam(Call call)
    {
        var who = call.Context.Identity;
        if (
            call.Context.AccessKeyId is not { } key
            || !AccessControl.Allows(call.Context, who ?? Identity.Anonymous, "execute-api:Invoke", call.Arn)
        )
            return Forbidden;
        var account = call.Context.Scope.Account;
        call.Authorizer = new()
        {
            ["iam"] = new JsonObject
            {
                ["accessKey"] = key,
                ["accountId"] = account,
                ["callerId"] = who?.Principal.Id ?? key,
                ["cognitoIdentity"] = null,
                ["principalOrgId"] = null,
                ["userArn"] = who?.Principal.Name ?? Arn.RootOf(account),
                ["userId"] = who?.Principal.Id ?? key,
            },
        };
        return null;
    }
}
