using System.Globalization;

namespace Serverless.Bench.Startup;

/// <summary>A process as /proc shows it.</summary>
/// <param name="HasEnded">Nobody has asked for its exit code yet.</param>
/// <param name="Own">Its processor time, user's and system's.</param>
/// <param name="OfEnded">That of its children which have ended, and of theirs.</param>
/// <param name="Began">Since the machine was started.</param>
internal sealed record ProcessEntry(
    int Id,
    string Name,
    bool HasEnded,
    int Parent,
    int Session,
    TimeSpan Own,
    TimeSpan OfEnded,
    TimeSpan Began
)
{
    // USER_HZ, what /proc counts in
    private const double TicksPerSecond = 100;

    public TimeSpan ProcessorTime => Own + OfEnded;

    public TimeSpan Age
    {
        get
        {
            var uptime = File.ReadAllText("/proc/uptime").Split(' ')[0];
            return TimeSpan.FromSeconds(double.Parse(uptime, CultureInfo.InvariantCulture)) - Began;
        }
    }

    public string[] Arguments => Read(Id, "cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Bytes; of what it shares with others its part (PSS).</summary>
    public long Memory
    {
        get
        {
            // "Pss:    1234 kB"
            var line = Read(Id, "smaps_rollup").Split('\n').FirstOrDefault(line => line.StartsWith("Pss:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line["Pss:".Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <summary>What one calls it: the assembly that dotnet runs, the command of a program that has several.</summary>
    public string Kind =>
        (Name, Arguments) switch
        {
            // It writes over its arguments
            ("postgres", _) => Name,
            (_, []) => Name,
            (_, [var program, .. var rest]) => (Path.GetFileName(program), rest) switch
            {
                ("dotnet", _) when rest.FirstOrDefault(a => a.EndsWith(".dll", StringComparison.Ordinal)) is { } assembly =>
                    Path.GetFileNameWithoutExtension(assembly),
                ("dotnet" or "dcp" or "node" or "npm", [var command, ..]) => $"{Path.GetFileName(program)} {Path.GetFileName(command)}",
                (var other, _) => other,
            },
        };

    public static IEnumerable<ProcessEntry> All() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => char.IsAsciiDigit(name![0]))
            .Select(name => Find(int.Parse(name!, CultureInfo.InvariantCulture)))
            .OfType<ProcessEntry>();

    /// <returns>Null when there is none.</returns>
    public static ProcessEntry? Find(int id)
    {
        // "1234 (any name) S 1 ...": fields are counted from behind the name, which may hold anything
        var stat = Read(id, "stat");
        if (stat.Length == 0)
            return null;
        var (begin, end) = (stat.IndexOf('('), stat.LastIndexOf(')'));
        var fields = stat[(end + 2)..].Split(' ');
        var (own, ended) = (Time(11) + Time(12), Time(13) + Time(14));
        return new(id, stat[(begin + 1)..end], fields[0] is "Z" or "X", Number(1), Number(3), own, ended, Time(19));

        int Number(int field) => int.Parse(fields[field], CultureInfo.InvariantCulture);
        TimeSpan Time(int field) => TimeSpan.FromSeconds(long.Parse(fields[field], CultureInfo.InvariantCulture) / TicksPerSecond);
    }

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended
            return "";
        }
    }
}
