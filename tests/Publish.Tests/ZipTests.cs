using System.IO.Compression;
using LocalCloud.Publish.Packages;

namespace Publish.Tests;

public sealed class ZipTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("publish-zip-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task The_same_files_are_the_same_bytes_whenever_and_wherever_they_were_written()
    {
        var one = await ZipAsync("one", new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc), ["bootstrap", "b.dll", "a/c.json"]);
        var two = await ZipAsync("two", new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), ["a/c.json", "b.dll", "bootstrap"]);
        Assert.Equal(one.Sha256, two.Sha256);
    }

    [Fact]
    public async Task The_bootstrap_can_be_executed_and_symbols_and_settings_of_this_machine_stay_here()
    {
        var package = await ZipAsync(
            "one",
            DateTime.UnixEpoch,
            ["bootstrap", "x.dll", "x.pdb", "x.xml", "appsettings.json", "appsettings.Development.json", "web.config"]
        );
        using var zip = await ZipFile.OpenReadAsync(package.File, TestContext.Current.CancellationToken);
        Assert.Equal(["appsettings.json", "bootstrap", "x.dll"], zip.Entries.Select(e => e.FullName));
        Assert.Equal(0x1ED, zip.GetEntry("bootstrap")!.ExternalAttributes >> 16 & 0x1FF);
        Assert.Equal(0x1A4, zip.GetEntry("x.dll")!.ExternalAttributes >> 16 & 0x1FF);
    }

    private async Task<FunctionPackage> ZipAsync(string name, DateTime written, string[] files)
    {
        var folder = Path.Combine(_directory.FullName, name);
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, file == "bootstrap" ? "#!/bin/sh\n" : file, TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(path, written);
        }
        return await ZipPackage.CreateAsync(
            folder,
            Path.Combine(_directory.FullName, $"{name}.zip"),
            TestContext.Current.CancellationToken
        );
    }
}
