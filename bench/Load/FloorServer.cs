using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Serverless.Bench.Load;

/// <summary>
/// The floor: Kestrel as the emulator uses it, with nothing behind it. Reads each request's body and answers as many bytes as the emulator
/// would. Also a process of its own (`bench floor`), which says its address in the emulator's words.
/// </summary>
internal static class FloorServer
{
    public static Command Create()
    {
        var command = new Command("floor", "Serves the floor of other measurements.") { Hidden = true };
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task RunAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Listen(IPAddress.Loopback, 0);
            });
        await using var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(cancellation);
        Console.WriteLine($"Floor listening on {app.Urls.First()}");
        await app.WaitForShutdownAsync(cancellation);
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync();
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }
        var length = http.Request.Headers["x-floor-answer"] is [{ } size] ? int.Parse(size) : 0;
        http.Response.ContentType = "application/x-amz-json-1.0";
        http.Response.ContentLength = length;
        if (length == 0)
            return;
        http.Response.BodyWriter.GetSpan(length)[..length].Fill((byte)'x');
        http.Response.BodyWriter.Advance(length);
        await http.Response.BodyWriter.FlushAsync();
    }
}
