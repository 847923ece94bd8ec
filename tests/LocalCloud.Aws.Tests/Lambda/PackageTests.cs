using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>What packages and layers may hold.</summary>
public sealed class PackageTests : LambdaTest
{
    private const string Functions = "/2015-03-31/functions";
    private const string Damaged = "Could not unzip uploaded file. Please check your file, then try to upload again.";
    private const int Link = unchecked((int)0xA1FF0000),
        Device = 0x21B60000,
        Readable = unchecked((int)0x81A40000),
        Executable = unchecked((int)0x81ED0000);

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("/evil")]
    [InlineData("a\0b")]
    public async Task Names_that_lead_out_of_the_package_are_refused(string name) =>
        await RefusedAsync(Zip((name, "x", 0)), $"{Damaged} ({name} leads out of the package, or is no file)");

    [Fact]
    public async Task A_name_is_given_once() => await RefusedAsync(Zip(("a", "1", 0), ("a", "2", 0)), $"{Damaged} (a is in it twice)");

    [Fact]
    public async Task Nothing_is_written_through_a_link() =>
        await RefusedAsync(Zip(("out", "/tmp", Link), ("out/evil", "x", 0)), $"{Damaged} (out/evil lies below out, which is no directory)");

    [Fact]
    public async Task Devices_are_refused() =>
        await RefusedAsync(Zip(("null", "x", Device)), $"{Damaged} (null leads out of the package, or is no file)");

    [Fact]
    public async Task An_entry_is_as_long_as_it_says()
    {
        var longer = Declared(Zip(("a", new string('x', 1000), 0)), 10);
        await RefusedAsync(longer, $"{Damaged} (a is not what its length and checksum say)");
        await RefusedAsync(Declared(Zip(("a", "x", 0)), 1000), $"{Damaged} (a is not what its length and checksum say)");
    }

    [Fact]
    public async Task A_package_that_would_not_fit_is_refused_without_unpacking_it()
    {
        const string TooLarge = "Unzipped size must be smaller than 262144000 bytes";
        await RefusedAsync(Declared(Zip(("a", "x", 0)), 262_144_001), TooLarge);
        await RefusedAsync(Declared(Zip(("a", "x", 0), ("b", "x", 0)), 200_000_000), TooLarge);
    }

    [Fact]
    public async Task Code_and_layers_have_one_limit()
    {
        var half = Zeros(131_073_000);
        var layer = (string)
            (
                await DoAsync(
                    "POST",
                    "/2018-10-31/layers/half/versions",
                    $$$"""{"Content":{"ZipFile":"{{{Convert.ToBase64String(half)}}}"}}"""
                )
            )["LayerVersionArn"]!;
        const string Limit = "Function code combined with layers exceeds the maximum allowed size of 262144000 bytes.";
        const string Expected = Limit + " The actual size is 262146000 bytes.";

        Assert.Equal(Expected, (await CallAsync("POST", Functions, CreateBody("f", half, $"\"Layers\":[\"{layer}\"]"))).Message);
        await CreateAsync("f", "1");
        await DoAsync("PUT", $"{Functions}/f/configuration", $$"""{"Layers":["{{layer}}"]}""");
        Assert.Equal(
            Expected,
            (await CallAsync("PUT", $"{Functions}/f/code", $$"""{"ZipFile":"{{Convert.ToBase64String(half)}}"}""")).Message
        );
        await CallAsync("POST", Functions, CreateBody("g", half));
        Assert.Equal(Expected, (await CallAsync("PUT", $"{Functions}/g/configuration", $$"""{"Layers":["{{layer}}"]}""")).Message);
    }

    [Fact]
    public async Task Names_may_begin_at_the_packages_own_folder()
    {
        await DoAsync("POST", Functions, CreateBody("f", Zip(("./", "", 0), ("./index.js", "exports.handler = async () => 1;", 0))));
        Assert.Equal("1", (await InvokeAsync("f")).Text);
    }

    [Fact]
    public async Task Links_and_modes_stay_what_they_are()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has neither");
        const string Code = """
            const fs = require('fs');
            const modes = () => ['tool', 'data'].map(n => (fs.statSync(n).mode & 0o777).toString(8));
            const links = () => ['near', 'far', 'up'].map(n => fs.readlinkSync(n));
            exports.handler = async () => links().concat(fs.readFileSync('near', 'utf8'), modes());
            """;
        var zip = Zip(
            ("index.js", Code, 0),
            ("data", "content", Readable),
            ("tool", "x", Executable),
            ("near", "data", Link),
            ("far", "/opt/none", Link),
            ("up", "../../../etc/passwd", Link)
        );
        await DoAsync("POST", Functions, CreateBody("f", zip));
        Assert.Equal("""["data","/opt/none","../../../etc/passwd","content","755","644"]""", (await InvokeAsync("f")).Text);
    }

    [Fact]
    public async Task A_layer_takes_the_place_of_a_link_below_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no links without rights");
        var outside = Directory.CreateTempSubdirectory("outside");
        try
        {
            var lower = await LayerAsync(
                "lower",
                Zip(("shared", outside.FullName, Link), ("file", Path.Combine(outside.FullName, "file"), Link))
            );
            var upper = await LayerAsync("upper", Zip(("shared/a", "upper", 0), ("file", "upper", 0)));
            const string Code = """
                const fs = require('fs'), opt = require('path').resolve(process.env.NODE_PATH, '../..');
                exports.handler = async () => ['shared/a', 'file'].map(n => fs.readFileSync(opt + '/' + n, 'utf8'));
                """;
            await DoAsync("POST", Functions, CreateBody("f", Package.Of(("index.js", Code)), $"\"Layers\":[\"{lower}\",\"{upper}\"]"));
            Assert.Equal("""["upper","upper"]""", (await InvokeAsync("f")).Text);
            Assert.Empty(outside.EnumerateFileSystemInfos());
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    private async Task<string> LayerAsync(string name, byte[] zip) =>
        (string)
            (
                await DoAsync(
                    "POST",
                    $"/2018-10-31/layers/{name}/versions",
                    $$$"""{"Content":{"ZipFile":"{{{Convert.ToBase64String(zip)}}}"}}"""
                )
            )["LayerVersionArn"]!;

    private async Task RefusedAsync(byte[] zip, string message)
    {
        var created = await CallAsync("POST", Functions, CreateBody("f", zip));
        Assert.Equal((400, "InvalidParameterValueException", message), (created.Status, created.Code, created.Message));
        var layer = await CallAsync(
            "POST",
            "/2018-10-31/layers/l/versions",
            $$$"""{"Content":{"ZipFile":"{{{Convert.ToBase64String(zip)}}}"}}"""
        );
        Assert.Equal((400, message), (layer.Status, layer.Message));
        await CreateAsync("good", "exports.handler = async () => 1;");
        var updated = await CallAsync("PUT", $"{Functions}/good/code", $$"""{"ZipFile":"{{Convert.ToBase64String(zip)}}"}""");
        Assert.Equal((400, message), (updated.Status, updated.Message));
        await DoAsync("DELETE", $"{Functions}/good");
    }

    private static byte[] Zip(params (string Name, string Text, int Attributes)[] entries)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text, attributes) in entries)
            {
                var entry = archive.CreateEntry(name);
                entry.ExternalAttributes = attributes;
                using var content = entry.Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        return zip.ToArray();
    }

    private static byte[] Zeros(int length)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var content = archive.CreateEntry("zeros").Open();
            content.Write(new byte[length]);
        }
        return zip.ToArray();
    }

    /// <summary>The same with another length in the directory and in each entry's head.</summary>
    private static byte[] Declared(byte[] zip, uint length)
    {
        var changed = zip.ToArray();
        foreach (var (signature, offset) in ((string, int)[])[("PK\u0001\u0002", 24), ("PK\u0003\u0004", 22)])
            for (var at = 0; changed.AsSpan(at).IndexOf(Encoding.ASCII.GetBytes(signature)) is >= 0 and var found; at += found + 4)
                BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(at + found + offset), length);
        return changed;
    }
}
