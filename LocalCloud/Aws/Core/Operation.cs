namespace LocalCloud.Aws;

/// <summary>
/// One operation of a service, as <see cref="Pipeline"/> sees it: what is asked before it begins, and what it does. A request is read by
/// the protocol before, and the answer is written by it afterwards.
/// </summary>
internal abstract class Operation(string name)
{
    public string Name => name;

    /// <summary>By AWS's naming. ReceiveMessage is none of these: it hides what it gives.</summary>
    internal bool OnlyReads { get; } =
        name.StartsWith("Get", StringComparison.Ordinal)
        || name.StartsWith("List", StringComparison.Ordinal)
        || name.StartsWith("Describe", StringComparison.Ordinal)
        || name.StartsWith("Head", StringComparison.Ordinal)
        || name.StartsWith("Test", StringComparison.Ordinal)
        || name.StartsWith("Validate", StringComparison.Ordinal)
        || name is "Query" or "Scan" or "BatchGetItem" or "TransactGetItems";

    /// <summary>What of the operation AWS does and this does not, for the coverage page; null when nothing is missing.</summary>
    public string? Missing { get; internal set; }

    /// <summary>Null: who asks may do it. Else the error that the caller gets.</summary>
    internal abstract AwsError? Refuse(Service service, object request, Context context);

    /// <summary>Which declared constraint the request breaks; null: none.</summary>
    internal abstract AwsError? Check(Service service, object request);

    internal abstract ValueTask<Result<object>> HandleAsync(Service service, object request, Context context);

    /// <summary>Names of what the request is about, for faults that strike one resource.</summary>
    internal abstract IEnumerable<string> ResourcesOf(object request);

    /// <summary>How its calls are counted.</summary>
    internal abstract Metering.Measure MeasureIn(Service service);
}
