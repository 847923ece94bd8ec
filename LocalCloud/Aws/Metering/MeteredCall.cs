namespace LocalCloud.Aws.Metering;

/// <summary>How a call of one operation is counted: on which resources, in which units.</summary>
internal delegate void Measure(MeteredCall call);

/// <summary>One call that is over.</summary>
internal readonly record struct MeteredCall(
    Context Context,
    string Service,
    string Operation,
    object Request,
    object? Answer,
    AwsError? Error
)
{
    public bool Succeeded => Error is null;

    /// <summary>Takes down what the call is about, in place of counting it: who decides about it asks before.</summary>
    public List<(string? Name, string? Detail)>? Subjects { get; init; }

    /// <summary>Counts it for a resource; a call that speaks of several is counted for each. What failed is billed as nothing.</summary>
    public void Add(string? name, string? detail = null, Units units = default) => AddConsumed(name, detail, Succeeded ? units : default);

    /// <summary>The same for units that are billed whatever came of it.</summary>
    public void AddConsumed(string? name, string? detail, Units units)
    {
        Subjects?.Add((name, detail));
        if (Subjects is not null || Context.Caller is not { } caller)
            return;
        var counter = Context.Host.Usage.Count(new(Service, Operation, name, detail, caller, Context.Scope), Error?.Code, units);
        Context.Counter ??= counter;
    }
}
