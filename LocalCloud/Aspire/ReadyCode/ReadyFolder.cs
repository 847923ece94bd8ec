using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Aspire.ReadyCode;

/// <summary>
/// A folder to start a program from: its own files, with native code in the place of the assemblies that have some. It is made anew
/// when one of its files changes or another image has been made; until there is an image the program starts from where it was built.
/// </summary>
internal sealed class ReadyFolder(string root, ReadyCache cache)
{
    private const string Complete = ".complete";
    private static readonly TimeSpan Outdated = TimeSpan.FromDays(1);

    /// <param name="assembly">A program as it was built.</param>
    /// <returns>The same program, to be started from there.</returns>
    public string Of(string assembly)
    {
        var source = Path.GetDirectoryName(assembly)!;
        var files = new DirectoryInfo(source)
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .OrderBy(f => f.FullName, StringComparer.Ordinal)
            .ToList();
        var name = Path.GetFileNameWithoutExtension(assembly);
        var folder = Path.Combine(root, $"{name}-{Hash(files)}");
        var started = Path.Combine(folder, Path.GetFileName(assembly));
        if (IsUsed(folder))
            return started;
        return Make(source, files, folder, name) ? started : assembly;
    }

    // A folder that runs start from does not get outdated
    private static bool IsUsed(string folder)
    {
        var mark = Path.Combine(folder, Complete);
        if (!File.Exists(mark))
            return false;
        try
        {
            File.SetLastWriteTimeUtc(mark, TimeProvider.System.GetUtcNow().UtcDateTime);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else's
        }
        return true;
    }

    // What is there, and whether native code has come since
    private string Hash(List<FileInfo> files)
    {
        var text = new StringBuilder();
        foreach (var file in files)
            text.Append(CultureInfo.InvariantCulture, $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}\n");
        text.Append(CultureInfo.InvariantCulture, $"{cache.Generation}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    private bool Make(string source, List<FileInfo> files, string folder, string name)
    {
        var images = files
            .Where(f => f.Extension == ".dll" && f.DirectoryName == source)
            .ToDictionary(f => f.FullName, f => cache.Find(f.FullName));
        if (images.Values.All(i => i is null))
            return false;
        var fresh = $"{folder}.{Environment.ProcessId}-{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(root);
            foreach (var file in files)
            {
                var target = Path.Combine(fresh, Path.GetRelativePath(source, file.FullName));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                HardLink.Create(images.GetValueOrDefault(file.FullName) ?? file.FullName, target);
            }
            File.WriteAllText(Path.Combine(fresh, Complete), "");
            Directory.Move(fresh, folder);
        }
        catch (IOException) when (File.Exists(Path.Combine(folder, Complete)))
        {
            // Another run was quicker
            Directory.Delete(fresh, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, a read-only one: then as it was built
            if (Directory.Exists(fresh))
                Run.RunDirectory.Delete(fresh);
            return false;
        }
        DeleteOutdated(name, folder);
        return true;
    }

    // Another run may be starting from an older one
    private void DeleteOutdated(string name, string current)
    {
        var limit = TimeProvider.System.GetUtcNow().UtcDateTime - Outdated;
        var outdated = Directory
            .EnumerateDirectories(root, $"{name}-*")
            .Where(d => d != current && Path.GetFileName(d).Length == Path.GetFileName(current).Length)
            .Where(d => File.GetLastWriteTimeUtc(Path.Combine(d, Complete)) < limit)
            .ToList();
        foreach (var folder in outdated)
            Run.RunDirectory.Delete(folder);
    }
}
