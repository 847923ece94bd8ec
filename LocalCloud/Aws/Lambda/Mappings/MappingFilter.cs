using LocalCloud.Aws.EventBridge.Patterns;

namespace LocalCloud.Aws.Lambda.Mappings;

/// <summary>
/// Filter patterns of a mapping: a record goes to the function when one of them matches. For one poller, not for several threads.
/// </summary>
internal sealed class MappingFilter
{
    private readonly RuleIndex? _patterns;

    public MappingFilter(FilterCriteria? criteria)
    {
        if (criteria?.Filters is not { Count: > 0 } filters)
            return;
        _patterns = new([
            .. filters
                .Select(f => EventPattern.TryCompile(f.Pattern ?? "{}", out var pattern, out _) ? pattern : null)
                .OfType<EventPattern>(),
        ]);
    }

    public bool Takes(byte[] record) => _patterns is null || _patterns.Match(record).Count > 0;

    public bool TakesAll => _patterns is null;

    public static AwsError? Check(FilterCriteria? criteria)
    {
        if (criteria?.Filters is not { } filters)
            return null;
        if (filters.Count > 5)
            return LambdaErrors.Invalid("Filter criteria cannot have more than 5 filters.");
        foreach (var filter in filters)
            if (!EventPattern.TryCompile(filter.Pattern ?? "{}", out _, out var reason))
                return LambdaErrors.Invalid($"Invalid filter pattern definition. ({reason})");
        return null;
    }
}
