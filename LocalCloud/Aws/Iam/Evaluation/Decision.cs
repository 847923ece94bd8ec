namespace LocalCloud.Aws.Iam.Evaluation;

/// <summary>Allowed, or by which policies not.</summary>
/// <param name="Kind">of policy, in AWS's words; null: allowed</param>
/// <param name="IsExplicit">a statement denies it; else none allows it</param>
internal sealed record Decision(string? Kind, bool IsExplicit)
{
    private const string Identity = "identity-based policy",
        Boundary = "permissions boundary",
        Session = "session policy",
        Resource = "resource-based policy",
        Trust = "role trust policy";

    public static readonly Decision Allowed = new(null, false);

    public bool IsAllowed => Kind is null;

    /// <summary>
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html; for another account's resources
    /// reference_policies_evaluation-logic-cross-account.html.
    /// </summary>
    public static Decision Of(AccessRequest request, OwnPolicies own, ResourcePolicies? resource)
    {
        var identity = PolicyAnswer.OfOwn(own.Identity, request);
        PolicyAnswer? boundary = own.Boundary is { } limit ? PolicyAnswer.OfOwn([limit], request) : null;
        PolicyAnswer? session = own.Session is { } within ? PolicyAnswer.OfOwn(within, request) : null;
        var granted = resource?.Policy is { } policy ? PolicyAnswer.OfResource(policy, request) : default;
        var ofResource = resource?.IsTrust is true ? Trust : Resource;
        if (
            (
                identity.Denies ? Identity
                : boundary?.Denies is true ? Boundary
                : session?.Denies is true ? Session
                : granted.Denies ? ofResource
                : null
            ) is
            { } denies
        )
            return new(denies, true);
        var isForeign = resource is not null && resource.Account != request.Principal.Account;
        if (granted.Grants is Naming.None && (isForeign || resource?.IsTrust is true))
            return new(!isForeign || identity.Allows || IsWithoutOwn(request.Principal) ? ofResource : Identity, false);
        // What names one of its own account itself needs no other policy; within another's all have to agree.
        if (granted.Grants is Naming.Itself && !isForeign || IsWithoutOwn(request.Principal) && granted.Allows)
            return Allowed;
        if (!identity.Allows && (granted.Grants is not Naming.Role || isForeign))
            return new(IsWithoutOwn(request.Principal) ? ofResource : Identity, false);
        return boundary?.Allows is false ? new(Boundary, false)
            : session?.Allows is false ? new(Session, false)
            : Allowed;
    }

    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html</summary>
    public string Explain(AccessRequest request)
    {
        var who = request.Principal.Kind is PrincipalKind.Anonymous ? "anonymous" : request.Principal.Name;
        var because = IsExplicit
            ? $"with an explicit deny in {(Kind is Trust ? "the" : Kind is Identity ? "an" : "a")} {Kind}"
            : $"because no {Kind} allows the {request.Action} action";
        return $"User: {who} is not authorized to perform: "
            + $"{request.Action}{(request.Resource == "*" ? "" : $" on resource: {request.Resource}")} {because}";
    }

    private static bool IsWithoutOwn(Principal who) =>
        who.Kind is PrincipalKind.Anonymous or PrincipalKind.Service or PrincipalKind.WebIdentity;
}
