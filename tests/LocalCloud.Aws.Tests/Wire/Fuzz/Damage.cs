using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Wire.Fuzz;

/// <summary>What can be wrong with a request: its values, its bytes, its headers, its address.</summary>
internal sealed class Damage(Random random)
{
    private static readonly string[] Nasty =
    [
        "",
        " ",
        "\0",
        "\u0001\u001f",
        "\ufffe\uffff",
        "\ud800",
        "é\u0301",
        "𝒳",
        "../../etc/passwd",
        "%00%ff",
        "<a>&\"'",
        "${x}",
        "{{}}",
        "]]>",
        "null",
        "-1",
        "0",
        "99999999999999999999",
        "1e400",
        "NaN",
        "arn:",
        "arn:aws:sqs:::",
        "arn:aws:sqs:us-east-1:000000000000:",
        "http://",
        "//",
        ":",
        "*",
        "a*b*c",
        "[",
        "{\"a\":",
        "{\"source\":[{}]}",
        "cron(* * * * * *)",
        "rate(0 days)",
        "at(9999-99-99T99:99:99)",
        "(((((",
        "a.b.c[99999999999]",
        "SET a = :x,, b",
        "2026-13-45T25:61:61Z",
        "\r\n",
        "=?utf-8?q?=",
        "+",
        "@",
        "a@",
        "\u202e",
        // Documents in members that are text: of another kind than is expected, or with a member twice
        "[]",
        "[null]",
        "[[]]",
        "1",
        "\"text\"",
        "{}",
        """{"a":1,"a":2}""",
        """{"Statement":[1,null,{"Effect":1,"Principal":[],"Action":{}}]}""",
        """{"Statement":[],"Statement":[]}""",
        """{"deadLetterTargetArn":1,"maxReceiveCount":{}}""",
        """{"openapi":"3.0.1","info":"x","paths":{"/a":{"get":1,"post":[]}},"components":1}""",
        """{"source":["a"],"source":["b"]}""",
        """{"healthyRetryPolicy":[]}""",
        "bytes=9-1",
        "bytes=-",
        "00-0-0-0",
        "Root=;Parent=",
        "arn:aws:s3:::",
        "arn:aws:iam::abcdefghijkl:role/r",
    ];

    private static readonly string[] HeaderNames =
    [
        "Authorization",
        "X-Amz-Target",
        "Content-Type",
        "X-Amz-Date",
        "Host",
        "Range",
        "traceparent",
        "X-Amzn-Trace-Id",
        "x-amz-copy-source",
        "Content-MD5",
        "x-amz-content-sha256",
        "x-amz-decoded-content-length",
        "x-amz-checksum-crc32",
        "x-amz-trailer",
        "x-amz-tagging",
        "x-amz-acl",
        "If-Match",
        "If-None-Match",
        "If-Modified-Since",
        "x-amz-copy-source-range",
        "x-amz-checksum-xxhash3",
        "x-amz-object-attributes",
        "x-amz-mp-object-size",
        "X-Amz-Expires",
        "Origin",
        "Expect",
        "x-amz-meta-a",
        "smithy-protocol",
    ];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS", "TRACE", "X"];

    public Sample Of(Sample sample)
    {
        for (var i = random.Next(1, 3); i > 0; i--)
            sample = random.Next(10) switch
            {
                < 5 => sample with { Body = OfBytes(sample.Body) },
                < 7 => sample with { Headers = OfHeaders(sample.Headers) },
                7 => sample with { Target = OfTarget(sample.Target) },
                8 => sample with { Method = Methods[random.Next(Methods.Length)] },
                _ => sample,
            };
        return sample;
    }

    public void OfTree(JsonObject tree)
    {
        for (var i = random.Next(1, 4); i > 0; i--)
            OfNode(tree, 0);
    }

    private void OfNode(JsonNode node, int depth)
    {
        if (node is JsonObject { Count: > 0 } map)
        {
            var (name, value) = map.ElementAt(random.Next(map.Count));
            if (value is JsonObject or JsonArray && depth < 8 && random.Next(3) > 0)
                OfNode(value, depth + 1);
            else if (random.Next(8) == 0)
                map.Remove(name);
            else if (random.Next(12) == 0)
                map["Unknown" + name] = 1;
            else
                map[name] = Value();
        }
        else if (node is JsonArray { Count: > 0 } list)
        {
            var i = random.Next(list.Count);
            if (list[i] is JsonObject or JsonArray && random.Next(3) > 0)
                OfNode(list[i]!, depth + 1);
            else if (random.Next(6) == 0)
                for (var n = random.Next(200); n > 0; n--)
                    list.Add(list[i]?.DeepClone());
            else
                list[i] = Value();
        }
    }

    // What is large is slow, and a hundred thousand times of it would be minutes.
    private bool Seldom => random.Next(12) == 0;

    private JsonNode? Value() =>
        random.Next(14) switch
        {
            0 => null,
            1 => random.Next(),
            2 => -1,
            3 => long.MaxValue,
            4 => 1.5e300,
            5 => 0,
            6 => true,
            7 => new JsonObject(),
            8 => new JsonArray(),
            9 => Deep(random.Next(2, 200)),
            10 => new string('a', random.Next(Seldom ? 70_000 : 300)),
            11 => new JsonArray(null, 1, "x", new JsonObject { ["a"] = null }),
            _ => Nasty[random.Next(Nasty.Length)],
        };

    private JsonNode Deep(int levels)
    {
        JsonNode node = 1;
        var lists = random.Next(2) == 0;
        for (; levels > 0; levels--)
            node = lists ? new JsonArray(node) : new JsonObject { ["a"] = node };
        return node;
    }

    private byte[] OfBytes(byte[] bytes)
    {
        if (bytes.Length == 0)
            return Encoding.UTF8.GetBytes(Nasty[random.Next(Nasty.Length)]);
        var at = random.Next(bytes.Length);
        switch (random.Next(7))
        {
            case 0:
                return bytes[..at];
            case 1:
                byte[] flipped = [.. bytes];
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 2:
                return [.. bytes[..at], .. Encoding.UTF8.GetBytes(Nasty[random.Next(Nasty.Length)]), .. bytes[at..]];
            case 3:
                var length = Math.Min(random.Next(64), bytes.Length - at);
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 4:
                return [.. bytes, .. bytes];
            case 5:
                // Thousands of opening brackets, tags or arrays, as deep as a parser may go.
                return
                [
                    .. Enumerable
                        .Repeat(
                            Encoding.ASCII.GetBytes(
                                random.Next(4) switch
                                {
                                    0 => "[",
                                    1 => "{\"a\":",
                                    2 => "<a>",
                                    _ => "(",
                                }
                            ),
                            random.Next(Seldom ? 20_000 : 200)
                        )
                        .SelectMany(b => b),
                ];
            default:
                var noise = new byte[random.Next(200)];
                random.NextBytes(noise);
                return noise;
        }
    }

    private List<(string Name, string Value)> OfHeaders(List<(string Name, string Value)> headers)
    {
        var changed = headers.ToList();
        if (changed.Count > 0 && random.Next(2) == 0)
            changed.RemoveAt(random.Next(changed.Count));
        if (random.Next(3) > 0)
            changed.Add(
                (
                    HeaderNames[random.Next(HeaderNames.Length)],
                    random.Next(10) == 0 ? new string('h', Seldom ? 20_000 : 200) : Nasty[random.Next(Nasty.Length)]
                )
            );
        return changed;
    }

    private string OfTarget(string target)
    {
        var at = random.Next(1, target.Length + 1);
        return target[..at]
            + random.Next(6) switch
            {
                0 => Uri.EscapeDataString(Nasty[random.Next(Nasty.Length)].Replace("\ud800", "", StringComparison.Ordinal)),
                1 => "%",
                2 => "%ff%fe",
                3 => "?Action=ListQueues&&=&x",
                4 => "?X-Amz-Credential=a/b/c&X-Amz-Expires=-5&AWSAccessKeyId=1&Signature=2&uploads&versionId=&list-type=9",
                _ => "/../" + new string('a', 3000),
            }
            + target[at..];
    }
}
