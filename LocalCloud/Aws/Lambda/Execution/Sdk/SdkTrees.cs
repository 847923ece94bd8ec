using System.Globalization;
using System.Security.Cryptography;

namespace LocalCloud.Aws.Lambda.Execution.Sdk;

/// <summary>
/// Whole installations beside each other, numbered: a further package makes another one, for functions that run have the one before open.
/// Only what is whole gets a number, and one process at a time makes one: a crash leaves nothing that could be taken for an installation.
/// </summary>
internal sealed class SdkTrees(string root, Npm npm, Action<string> tell)
{
    private const string Half = "~",
        Manifest = "package.json",
        Lock = "package-lock.json";

    /// <summary>Other packages, another folder.</summary>
    public static readonly string Version = Convert.ToHexStringLower(SHA256.HashData(Embedded(Lock)))[..12];

    public string? Find(string package) =>
        Newest() is > 0 and var number && File.Exists(Path.Combine(Folder(number), "node_modules", package, Manifest))
            ? Folder(number)
            : null;

    public Result<string> Install(string package, CancellationToken cancellation)
    {
        Directory.CreateDirectory(root);
        using var alone = FileLock.Take(Path.Combine(root, "lock"));
        if (Find(package) is { } found)
            return found;
        Sweep();
        if (Newest() == 0 && Make(1, "the AWS SDK for JavaScript", half =>
            {
                File.WriteAllBytes(Path.Combine(half, Manifest), Embedded(Manifest));
                File.WriteAllBytes(Path.Combine(half, Lock), Embedded(Lock));
                return npm.Run(half, ["ci"], cancellation);
            }) is { } failed)
            return failed;
        if (Find(package) is { } common)
            return common;
        var number = Newest();
        return Make(number + 1, package, half =>
            {
                Copy(Folder(number), half);
                return npm.Run(half, ["install", Specification(package)], cancellation);
            }) is { } error ? error : Folder(number + 1);
    }

    private AwsError? Make(int number, string what, Func<string, string?> fill)
    {
        tell($"A function needs {what}: npm installs it into {Folder(number)}");
        var began = TimeProvider.System.GetTimestamp();
        var half = Directory.CreateDirectory($"{Folder(number)}{Half}{Guid.NewGuid():N}").FullName;
        if (fill(half) is { } reason)
        {
            Directory.Delete(half, recursive: true);
            tell($"npm could not install {what}: {reason}");
            return JavaScriptSdk.Missing(
                $"Lambda's Node runtimes bring it along, and LocalCloud installs {what} from npm when it is first needed; that failed: "
                    + $"{reason} "
                    + "It is tried again with the next start of the function; or put the package into the function's zip."
            );
        }
        // Declarations for compilers are more than half of it
        foreach (var types in Directory.EnumerateDirectories(half, "dist-types", SearchOption.AllDirectories).ToList())
            Directory.Delete(types, recursive: true);
        Directory.Move(half, Folder(number));
        tell(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what} is installed, in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:F1} s"
            )
        );
        return null;
    }

    private string Folder(int number) => Path.Combine(root, number.ToString(CultureInfo.InvariantCulture));

    private int Newest() => Numbers().DefaultIfEmpty().Max();

    private IEnumerable<int> Numbers() =>
        !Directory.Exists(root)
            ? []
            : Directory
                .EnumerateDirectories(root)
                .Select(d =>
                    int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0
                )
                .Where(n => n > 0);

    /// <summary>Halves of what has crashed, and all but the newest two: functions may still run on the one before.</summary>
    private void Sweep()
    {
        var old = Numbers().OrderDescending().Skip(2).Select(Folder);
        foreach (var directory in Directory.EnumerateDirectories(root, $"*{Half}*").Concat(old).ToList())
            Directory.Delete(directory, recursive: true);
    }

    private static string Specification(string package) =>
        package switch
        {
            "aws-sdk" => "aws-sdk@2",
            _ when package.StartsWith("@aws-sdk/", StringComparison.Ordinal) => $"{package}@3",
            _ => package,
        };

    private static void Copy(string from, string to)
    {
        foreach (var directory in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, directory)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    private static byte[] Embedded(string name)
    {
        using var source = typeof(SdkTrees).Assembly.GetManifestResourceStream($"Sdk.{name}")!;
        var bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        return bytes;
    }
}
