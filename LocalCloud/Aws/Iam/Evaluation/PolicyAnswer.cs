namespace LocalCloud.Aws.Iam.Evaluation;

/// <summary>What policies of one kind say together.</summary>
internal readonly record struct PolicyAnswer(bool Denies, Naming Grants)
{
    public bool Allows => !Denies && Grants is not Naming.None;

    /// <summary>Of policies that are attached to who asks.</summary>
    public static PolicyAnswer OfOwn(IEnumerable<AccessPolicy> policies, AccessRequest request)
    {
        var answer = default(PolicyAnswer);
        foreach (var policy in policies)
        foreach (var statement in policy.Applying(request))
            answer = statement.IsAllow ? answer with { Grants = Naming.Itself } : answer with { Denies = true };
        return answer;
    }

    /// <summary>Of the policy of a resource, which names who is meant.</summary>
    public static PolicyAnswer OfResource(AccessPolicy policy, AccessRequest request)
    {
        var answer = default(PolicyAnswer);
        foreach (var statement in policy.Applying(request))
            if (statement.Names(request.Principal) is var naming and not Naming.None)
                answer =
                    !statement.IsAllow ? answer with { Denies = true }
                    : naming > answer.Grants ? answer with { Grants = naming }
                    : answer;
        return answer;
    }
}
