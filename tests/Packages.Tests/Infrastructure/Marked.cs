using System.Diagnostics;

namespace Packages.Tests.Infrastructure;

/// <summary>Processes that come of one another, known by a variable that each hands on.</summary>
internal sealed class Marked
{
    private const string Variable = "PACKAGES_TESTS_MARK";
    private readonly string _mark = Guid.NewGuid().ToString();

    public void Mark(ProcessStartInfo start) => start.Environment[Variable] = _mark;

    /// <summary>Process ids and command lines of those that run.</summary>
    public IReadOnlyList<(int Id, string Command)> Running() =>
        [
            .. from folder in Directory.EnumerateDirectories("/proc")
            where int.TryParse(Path.GetFileName(folder), out _) && Read(folder, "environ").Contains(_mark, StringComparison.Ordinal)
            select (int.Parse(Path.GetFileName(folder), null), Read(folder, "cmdline").Replace('\0', ' ')),
        ];

    private static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
