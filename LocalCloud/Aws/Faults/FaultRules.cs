namespace LocalCloud.Aws.FaultInjection;

/// <summary>Which faults can be, and what is wrong with those that cannot.</summary>
internal static class FaultRules
{
    private static readonly string[] Kinds =
    [
        Fault.Throttling,
        Fault.Error,
        Fault.Latency,
        Fault.LostResponse,
        Fault.DuplicateDelivery,
        Fault.Reordering,
    ];

    private static readonly string[] Deliverers = ["sqs", "events", "sns"];

    public static string? Check(Fault fault, Host host) =>
        Kind(fault) ?? Place(fault, host) ?? Delivery(fault) ?? Frequency(fault) ?? Own(fault);

    private static string? Kind(Fault fault) =>
        Kinds.Contains(fault.Kind)
            ? null
            : $"kind has to be one of {string.Join(", ", Kinds)}{(fault.Kind is null ? "" : $", not '{fault.Kind}'")}";

    private static string? Place(Fault fault, Host host)
    {
        if (fault.Account is { } account && !(account.Length == 12 && account.All(char.IsAsciiDigit)))
            return $"account has to be 12 digits, not '{account}'";
        if (fault.Service is not { } id)
            return fault.Operation is null ? null : "operation needs a service";
        if (host.Services.FirstOrDefault(s => s.Id == id) is not { } service)
            return $"service has to be one of {string.Join(", ", host.Services.Select(s => s.Id))}, not '{id}'";
        return
            fault.Operation is not { } operation
            || service.Operations.Any(known => known.Name == operation)
            || service.OlderNames.Contains(operation)
            ? null
            : $"operation '{operation}' is none that {id} has here";
    }

    private static string? Delivery(Fault fault)
    {
        if (fault.Kind is not (Fault.DuplicateDelivery or Fault.Reordering))
            return null;
        string[] services = fault.Kind is Fault.Reordering ? ["sqs"] : Deliverers;
        if (fault.Service is { } service && !services.Contains(service))
            return $"{fault.Kind} is of {string.Join(", ", services)}, not of {service}";
        if (fault.Operation is not null)
            return $"{fault.Kind} has no operation: it strikes as something is delivered";
        return fault.Resource?.EndsWith(".fifo", StringComparison.Ordinal) == true
            ? $"{fault.Kind} cannot be of '{fault.Resource}': FIFO delivers once and in order"
            : null;
    }

    private static string? Frequency(Fault fault)
    {
        if (fault.Probability is { } probability && !(probability is > 0 and <= 1))
            return "probability has to be above 0 and at most 1";
        return fault.Count < 1 ? "count has to be at least 1" : null;
    }

    private static string? Own(Fault fault)
    {
        const int Hour = 3_600_000;
        if (fault.Kind is Fault.Latency && fault.Milliseconds is not (> 0 and <= Hour))
            return $"latency needs milliseconds, 1 to {Hour}";
        if (fault.Kind is not Fault.Latency && fault.Milliseconds is not null)
            return $"milliseconds is of latency, not of {fault.Kind}";
        if (fault.Kind is not Fault.Error && (fault.Status is not null || fault.Code is not null))
            return $"status and code are of error, not of {fault.Kind}";
        if (fault.Status is not (null or (>= 500 and <= 599)))
            return "status has to be 500 to 599";
        return fault.Code is { } code && !(code.Length is > 0 and <= 100 && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '.'))
            ? "code has to be letters, digits and dots, at most 100"
            : null;
    }
}
