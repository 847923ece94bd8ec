using System.Diagnostics;

namespace ServiceDefaults;

/// <summary>
/// Work that nobody asked for and that mostly finds nothing to do: probes, polls, sweeps. It leaves no span, here or in what it calls
/// (whose <c>traceparent</c> says "not sampled"), and no log line below Warning. It is counted in metrics as everything is.
/// <see cref="Setting"/> brings all of it back.
/// </summary>
public static class Quiet
{
    /// <summary>When true, what is quiet is traced and logged like everything else.</summary>
    public const string Setting = "Telemetry:Probes";

    private static readonly AsyncLocal<bool> Ambient = new();

    /// <summary>True inside of <see cref="Begin"/>.</summary>
    public static bool IsOn => Ambient.Value;

    /// <summary>From here on until disposed, also in what is called and started meanwhile.</summary>
    public static Scope Begin() => new(quiet: true);

    /// <summary>Inside of <see cref="Begin"/>: something was found to do, and until disposed that is traced and logged.</summary>
    public static Scope Lift() => new(quiet: false);

    /// <summary>Ends it, in the method that began it.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly bool _before;
        private readonly Activity? _activityBefore;
        private readonly Activity? _unsampled;

        internal Scope(bool quiet)
        {
            (_before, _activityBefore) = (Ambient.Value, Activity.Current);
            Ambient.Value = quiet;
            if (quiet && _activityBefore is { Recorded: false })
            {
                return;
            }

            // Of no trace: what looks like a child of a request would be sampled as the request is.
            Activity.Current = null;
            if (quiet)
            {
                // Samplers look at the parent, and propagation writes it into the calls' headers.
                _unsampled = new Activity("quiet").SetIdFormat(ActivityIdFormat.W3C).Start();
            }
        }

        public void Dispose()
        {
            _unsampled?.Dispose();
            Activity.Current = _activityBefore;
            Ambient.Value = _before;
        }
    }
}
