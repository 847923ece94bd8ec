using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace LocalCloud.Postgres;

/// <summary>PostgreSQL's programs: the directory that has <c>bin/initdb</c> and <c>bin/postgres</c>.</summary>
internal sealed partial class PostgresBinaries(string home)
{
    private const string SetPriv = "/usr/bin/setpriv";
    private static readonly string Exe = OperatingSystem.IsWindows() ? ".exe" : "";

    /// <summary>The directory itself.</summary>
    public string Home { get; } = Path.GetFullPath(home);

    /// <summary>Whether both programs are there.</summary>
    public bool Exist => File.Exists(Of("initdb")) && File.Exists(Of("postgres"));

    /// <summary>The first directory of PATH that has both programs; null when none has.</summary>
    public static PostgresBinaries? OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.TrimEndingDirectorySeparator(folder))
            .Where(folder => Path.GetFileName(folder) == "bin" && Path.GetDirectoryName(folder) is not null)
            .Select(folder => new PostgresBinaries(Path.GetDirectoryName(folder)!))
            .FirstOrDefault(binaries => binaries.Exist);

    /// <summary>
    /// A command line. PostgreSQL refuses to run as root: then a user namespace shows it another user, without a change of owner on any
    /// file.
    /// </summary>
    /// <param name="withParent">It ends when whoever started it ends, however that is (SIGINT, which ends sessions); on Linux.</param>
    public (string Path, ImmutableArray<string> Args) Command(string program, IEnumerable<string> args, bool withParent = false)
    {
        List<string> command = [Of(program), .. args];
        if (withParent && File.Exists(SetPriv))
            command.InsertRange(0, [SetPriv, "--pdeathsig", "INT", "--"]);
        if (OperatingSystem.IsLinux() && EffectiveUser() == 0)
            command.InsertRange(0, ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"]);
        return (command[0], [.. command[1..]]);
    }

    private string Of(string program) => Path.Combine(Home, "bin", program + Exe);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
