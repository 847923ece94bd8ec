namespace LocalCloud.Aws.Metering.Measures;

/// <summary>
/// The measure of each operation. What is billed in no unit of its own is counted on the resource that its request names.
/// </summary>
internal static class AllMeasures
{
    private static readonly Dictionary<(string Service, string Operation), Measure> Special = new[]
    {
        SqsMeasures.All,
        SnsMeasures.All,
        EventsMeasures.All,
        DynamoDbMeasures.All,
        KmsMeasures.All,
        OtherMeasures.All,
    }
        .SelectMany(of => of)
        .ToDictionary(of => (of.Service, of.Operation), of => of.Measure);

    public static Measure Of(Service service, RecordOperation operation)
    {
        if (Special.TryGetValue((service.Id, operation.Name), out var special))
            return special;
        var (name, detail) = ResourceMembers.Of(operation.Request);
        return PerRequest(service.Id) is { Name: not null } units
            ? call => call.Add(name?.Invoke(call.Request) as string, detail?.Invoke(call.Request) as string, units)
            : call => call.Add(name?.Invoke(call.Request) as string, detail?.Invoke(call.Request) as string);
    }

    // Services that bill every request alike (docs: pricing pages of SQS, SNS, Secrets Manager and KMS)
    private static Units PerRequest(string service) =>
        service is "sqs" or "sns" or "secretsmanager" or "kms" ? new("requests", 1) : default;
}

internal readonly record struct MeasureOf(string Service, string Operation, Measure Measure);
