using Serverless.Bench.Load;

namespace Serverless.Bench.Sqs;

/// <summary>send → receive → delete on one queue by many clients at once.</summary>
internal sealed record Cycle(int Clients, int BodySize, TimeSpan WarmUp, TimeSpan Time)
{
    public CycleFigures Measure(string what, ServerProcess server, int batch, bool isFloor)
    {
        var (url, handleSize) = isFloor ? ("http://127.0.0.1:4566/123456789012/bench", 40) : Queues.Create(server.EndPoint);
        var loads = Enumerable.Range(0, Clients).Select(_ => new MessageLoad(url, batch, BodySize, handleSize, isFloor)).ToList();
        var before = TimeSpan.Zero;
        var measured = Load.Clients.Run(
            server.EndPoint,
            Clients,
            WarmUp,
            Time,
            (client, connection, delivery) =>
            {
                loads[client].Send(connection);
                return loads[client].ReceiveAndDelete(connection, delivery);
            },
            () => before = server.Processor
        );
        return new(what, batch, measured, server.Processor - before, Time);
    }
}

internal sealed record CycleFigures(string What, int Batch, Measured Measured, TimeSpan Processor, TimeSpan Time)
{
    /// <summary>Of the server's processor time: says something on a machine that is busy with other things, too.</summary>
    public double MicrosecondsPerMessage => Processor.TotalMicroseconds / Time.TotalSeconds / Measured.PerSecond;
}
