using LocalCloud.Tune.Results;

namespace LocalCloud.Tune.Measuring;

/// <summary>A variant under measurement.</summary>
/// <param name="Aliases">One; or one for each cold start.</param>
internal sealed record Measured(Variant Variant, IReadOnlyList<string> Aliases)
{
    private readonly Lock _gate = new();
    private readonly List<Sample> _warm = [],
        _cold = [];

    /// <summary>Invocations that start an environment, also such as were to find one, are not mixed with the others.</summary>
    public void Add(Sample sample)
    {
        lock (_gate)
            (sample.Init is null ? _warm : _cold).Add(sample);
    }

    /// <exception cref="TuneException">No invocation was of the kind that was wanted.</exception>
    public SizeResult Result(bool onlyColdStarts, double discard)
    {
        if (onlyColdStarts ? _cold.Count == 0 : _warm.Count == 0)
            throw new TuneException(
                onlyColdStarts
                    ? $"{Variant.Name}: Lambda has reported no init phase, so there are no cold starts to measure."
                    : $"{Variant.Name}: every invocation has started an environment of its own, none was warm. --only-cold-starts measures "
                        + "those."
            );
        return new(Variant.Build?.Name, Variant.Size, onlyColdStarts ? [] : _warm, _cold, discard);
    }
}
