using System.Globalization;

namespace LocalCloud.Tune.Measuring;

/// <summary>Whether this machine, on which LocalCloud runs its functions, has had other work too.</summary>
internal static class Busyness
{
    /// <returns>A sentence for the result; null: it was quiet, or it does not tell.</returns>
    public static string? Doubt(int parallel)
    {
        if (!File.Exists("/proc/loadavg"))
            return null;
        var load = double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
        return Doubt(load, parallel, Environment.ProcessorCount);
    }

    /// <param name="load">Processes that want to run, on average of the last minute.</param>
    public static string? Doubt(double load, int parallel, int cores) =>
        load - Math.Min(parallel, cores) <= cores
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The machine was busy: {load:0.0} processes wanted to run on its {cores} cores, "
            ) + "and functions had less CPU than their sizes give. Measure again when it is quiet.";
}
