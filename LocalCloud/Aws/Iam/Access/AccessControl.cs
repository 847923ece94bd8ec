using LocalCloud.Aws.Iam.Evaluation;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Sts;
using LocalCloud.Aws.Wire;
using LocalCloud.Aws.Wire.Signatures;
using LocalCloud.Policies;

namespace LocalCloud.Aws.Iam.Access;

/// <summary>
/// --enforce-iam: a call is decided by the policies of who has signed it and of what it is about. The account's own credentials, with which
/// everything begins, may do all within it.
/// </summary>
internal sealed class AccessControl(Secrets secrets)
{
    private const string PassRole = "iam:PassRole";

    // Nothing allows or forbids these (docs: IAM, id_credentials_temp_control-access_getsessiontoken, API_GetCallerIdentity)
    private static readonly string[] Free = ["GetCallerIdentity", "GetSessionToken"];

    // Their callers have no credentials: a token vouches for them, or a link that they were sent
    private static readonly string[] Unsigned = [AssumeRoleWithWebIdentity.Name, "ConfirmSubscription", "Unsubscribe"];

    /// <summary>By which signatures are checked.</summary>
    public Secrets Secrets => secrets;

    /// <summary>Null: it may be done.</summary>
    public AwsError? Refuse(Service service, RecordOperation operation, object request, Context context)
    {
        if (
            context.Identity is not { } who
            || service.Id == "sts" && Free.Contains(operation.Name)
            || who.IsAnonymous && Unsigned.Contains(operation.Name)
        )
            return null;
        RequestKeys? keys = null;
        foreach (var permission in NeededBy(service, operation, request, context))
        {
            var resource = ResourcePolicyOf.Arn(context.Host, permission.Resource);
            // A role's policy says who may assume it, and of nothing else that is done with it
            if (service.Id == "iam" || permission.Action == PassRole)
                resource = resource is null ? null : resource with { Policy = null };
            // Tables are those of the caller's account, whatever account their ARN says: another's policy lets nobody in
            if (service.Id == "dynamodb" && resource?.Account != context.Scope.Account)
                resource = resource is null ? null : resource with { Policy = null };
            if (operation == AssumeRole.Definition)
                resource = resource is null ? null : resource with { IsTrust = true };
            if (
                who.IsRoot
                && (resource is null || resource.Account == who.Principal.Account)
                && resource is not { IsTrust: true, Policy: null }
            )
                continue;
            keys ??= who.AddTo(CallKeys.Of(service, operation, request, context));
            keys.Set("aws:ResourceAccount", resource?.Account ?? context.Scope.Account);
            if (permission.Condition is { } condition)
                keys.Set(condition.Key, condition.Value);
            var asked = new AccessRequest(who.Principal, permission.Action, permission.Resource, keys) { Forms = permission.Forms };
            var decision = Decision.Of(asked, who.Own, resource);
            if (!decision.IsAllowed)
                return who.IsAnonymous
                    ? SignatureScheme.Usual.Errors(StatusOf(context)).Missing()
                    : Denied(
                        service,
                        decision.Explain(service.Id == "sns" ? asked with { Action = $"SNS{asked.Action[3..]}" } : asked),
                        context
                    );
            Enter(service, resource, context);
        }
        return null;
    }

    /// <summary>The same for what is no operation of an API: a call of a function's URL, or of an HTTP API.</summary>
    public static bool Allows(Context context, Identity who, string action, string arn, string? key = null, string? value = null)
    {
        if (context.Host.Access is null)
            return true;
        var resource = ResourcePolicyOf.Arn(context.Host, arn);
        if (who.IsRoot && resource?.Account == who.Principal.Account)
            return true;
        var keys = who.AddTo(GlobalKeys.Of(context.Http, context)).Set("aws:ResourceAccount", resource?.Account);
        if (key is not null)
            keys.Set(key, value);
        return Decision.Of(new(who.Principal, action, arn, keys), who.Own, resource).IsAllowed;
    }

    /// <summary>Whose signature it is; an error for credentials that do not hold any more.</summary>
    public static AwsError? Identify(Context context, Credential credential, string? token, SignatureScheme scheme)
    {
        var host = context.Host;
        if (!credential.IsSigned)
            return null;
        if (host.Identities.Of(credential.AccessKeyId, token) is { } found)
        {
            if (!found.Ok(out var identity, out var error))
                return host.Access is null ? null : scheme.Errors(StatusOf(context)).Ended(error);
            context.Identity = identity;
            host.Identities.Note(credential.AccessKeyId, credential.Service, credential.Region);
        }
        else if (host.Access is not null)
            context.Identity = Identity.Root(context.Scope.Account);
        return null;
    }

    /// <summary>The service's own error of what is not allowed.</summary>
    public static AwsError Denied(Service service, string message, Context context) =>
        service.Id switch
        {
            "sns" => new("AuthorizationError", message, StatusCodes.Status403Forbidden),
            "ec2" => new(
                "UnauthorizedOperation",
                $"You are not authorized to perform this operation. {message}",
                StatusCodes.Status403Forbidden
            ),
            _ when service.TargetPrefix is null && service.RestPaths is null => new(
                "AccessDenied",
                message,
                StatusCodes.Status403Forbidden
            ),
            _ => new("AccessDeniedException", message, StatusOf(context))
            {
                QueryCode = "AccessDenied",
                Namespace = "com.amazon.coral.service",
            },
        };

    // With a role goes the right to pass it on to the service
    private static IEnumerable<Permission> NeededBy(Service service, RecordOperation operation, object request, Context context) =>
        CallPermissions
            .Of(service, operation, request, context)
            .Concat(PassedRoles.Of(service, operation, request))
            .Concat(request is AssumeRoleRequest { Tags.Count: > 0, RoleArn: { } role } ? [new Permission("sts:TagSession", role)] : [])
            .Concat(
                request is AssumeRoleRequest { SourceIdentity: not null, RoleArn: { } named }
                    ? [new Permission("sts:SetSourceIdentity", named)]
                    : []
            );

    // JSON answers 400 where the other protocols answer 403
    private static int StatusOf(Context context) =>
        context.Http?.Headers.ContainsKey("X-Amz-Target") is true ? StatusCodes.Status400BadRequest : StatusCodes.Status403Forbidden;

    // Another account's resource, into which its policy lets: the call goes on there
    private static void Enter(Service service, ResourcePolicies? resource, Context context)
    {
        if (
            resource is { IsTrust: false }
            && resource.Account != context.Scope.Account
            && service.Id is "sqs" or "sns" or "lambda" or "events" or "secretsmanager"
        )
            context.Scope = context.Scope with { Account = resource!.Account };
    }
}
