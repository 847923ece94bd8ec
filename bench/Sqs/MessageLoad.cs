using System.Buffers.Text;
using System.Diagnostics;
using Serverless.Bench.Load;

namespace Serverless.Bench.Sqs;

/// <summary>send → receive → delete by one client, a message or a batch at a time. The body says when it was sent.</summary>
internal sealed class MessageLoad
{
    private readonly int _batch;
    private readonly bool _floor;
    private readonly byte[] _receive;
    private readonly byte[] _send;
    private readonly byte[] _delete;
    private readonly int[] _stamps;
    private readonly int[] _handles;
    private readonly List<byte[]> _found = [];
    private readonly List<byte[]> _sent = [];

    /// <param name="handleSize">How long the emulator's receipt handles are.</param>
    public MessageLoad(string queueUrl, int batch, int bodySize, int handleSize, bool floor)
    {
        (_batch, _floor) = (batch, floor);
        var body = new string('x', bodySize - Stamp.Length) + Stamp;
        var handle = Mark(handleSize, 'h');
        var receive = $$"""{"QueueUrl":"{{queueUrl}}","MaxNumberOfMessages":{{batch}},"WaitTimeSeconds":1}""";
        // What the answers weigh, for the floor.
        var received = batch * (bodySize + 170 + handleSize);
        _receive = SqsRequests.Request("ReceiveMessage", receive, received);
        if (batch == 1)
        {
            _send = SqsRequests.Request("SendMessage", $$"""{"QueueUrl":"{{queueUrl}}","MessageBody":"{{body}}"}""", 110);
            _delete = SqsRequests.Request("DeleteMessage", $$"""{"QueueUrl":"{{queueUrl}}","ReceiptHandle":"{{handle}}"}""", 0);
        }
        else
        {
            var sends = Enumerable.Range(0, batch).Select(i => $$"""{"Id":"{{i}}","MessageBody":"{{body}}"}""");
            var deletes = Enumerable.Range(0, batch).Select(i => $$"""{"Id":"{{i}}","ReceiptHandle":"{{handle}}"}""");
            _send = SqsRequests.Request(
                "SendMessageBatch",
                $$"""{"QueueUrl":"{{queueUrl}}","Entries":[{{string.Join(',', sends)}}]}""",
                130 * batch
            );
            _delete = SqsRequests.Request(
                "DeleteMessageBatch",
                $$"""{"QueueUrl":"{{queueUrl}}","Entries":[{{string.Join(',', deletes)}}]}""",
                14 * batch
            );
        }
        _stamps = AwsRequest.Positions(_send, Stamp);
        _handles = AwsRequest.Positions(_delete, handle);
    }

    private MessageLoad(MessageLoad other)
    {
        (_batch, _floor, _stamps, _handles) = (other._batch, other._floor, other._stamps, other._handles);
        (_receive, _send, _delete) = (other._receive, [.. other._send], [.. other._delete]);
    }

    private static string Stamp { get; } = Mark(19, '0');

    /// <summary>For another client: each writes into requests of its own.</summary>
    public MessageLoad Copy() => new(this);

    public int Send(Connection connection)
    {
        foreach (var at in _stamps)
            Utf8Formatter.TryFormat(Stopwatch.GetTimestamp(), _send.AsSpan(at), out _, new('D', 19));
        connection.Exchange(_send);
        return _batch;
    }

    /// <returns>How many it received, and deleted.</returns>
    public int ReceiveAndDelete(Connection connection, Latencies delivery)
    {
        var answer = connection.Exchange(_receive);
        if (!_floor)
        {
            SqsRequests.Values(answer, "\"ReceiptHandle\""u8, _found);
            SqsRequests.Values(answer, "\"Body\""u8, _sent);
            var now = Stopwatch.GetTimestamp();
            foreach (var body in _sent)
                if (Utf8Parser.TryParse(body.AsSpan(body.Length - Stamp.Length), out long sent, out _))
                    delivery.Add(sent, now);
            if (_found.Count == 0)
                return 0;
            // A batch that is not full deletes its first message twice, which is allowed.
            for (var i = 0; i < _handles.Length; i++)
                _found[Math.Min(i, _found.Count - 1)].CopyTo(_delete.AsSpan(_handles[i]));
        }
        connection.Exchange(_delete);
        return _floor ? _batch : _found.Count;
    }

    private static string Mark(int length, char with) => new(with, length);
}
