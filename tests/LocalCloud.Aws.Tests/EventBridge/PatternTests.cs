using System.Text;
using LocalCloud.Aws.EventBridge.Patterns;

namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class PatternTests
{
    /// <summary>The example event of AWS's documentation of event patterns, and of event-ruler.</summary>
    private const string Ec2 = """
        {"version":"0","id":"ddddd4-aaaa-7777-4444-345dd43cc333","detail-type":"EC2 Instance State-change Notification","source":"aws.ec2",
         "account":"012345679012","time":"2017-10-02T16:24:49Z","region":"us-east-1",
         "resources":["arn:aws:ec2:us-east-1:123456789012:instance/i-000000aaaaaa00000"],
         "detail":{"c-count":5,"d-count":3,"x-limit":301.8,"source-ip":"10.0.0.33","instance-id":"i-000000aaaaaa00000","state":"running",
                   "responsible":null,"monitored":true,"empty":"","tags":["red","Green"],"none":[],"nothing":{},
                   "ip6":"2001:db8::ff00:42:8329","path":"a*b\\c","name":"J\u00fcrgen \"X\"","nested":{"a":{"b":"deep"}}}}
        """;

    [Theory]
    // exact values
    [InlineData("""{"source":["aws.ec2"]}""", true)]
    [InlineData("""{"source":["aws.s3"]}""", false)]
    [InlineData("""{"source":["aws.s3","aws.ec2"]}""", true)]
    [InlineData("""{"source":["AWS.EC2"]}""", false)]
    [InlineData("""{"source":["aws.ec2"],"region":["us-east-1"]}""", true)]
    [InlineData("""{"source":["aws.ec2"],"region":["us-west-1"]}""", false)]
    [InlineData("""{"resources":["arn:aws:ec2:us-east-1:123456789012:instance/i-000000aaaaaa00000"]}""", true)]
    [InlineData("""{"detail":{"state":["initializing","running"]}}""", true)]
    [InlineData("""{"detail":{"state":["stopped"]}}""", false)]
    [InlineData("""{"detail":{"nested":{"a":{"b":["deep"]}}}}""", true)]
    [InlineData("""{"detail":{"nested":{"a":["deep"]}}}""", false)]
    [InlineData("""{"detail.state":["running"]}""", true)]
    [InlineData("""{"detail":{"monitored":[true]}}""", true)]
    [InlineData("""{"detail":{"monitored":[false]}}""", false)]
    [InlineData("""{"detail":{"monitored":["true"]}}""", false)]
    [InlineData("""{"detail":{"responsible":[null]}}""", true)]
    [InlineData("""{"detail":{"responsible":[""]}}""", false)]
    [InlineData("""{"detail":{"empty":[""]}}""", true)]
    [InlineData("""{"detail":{"empty":[null]}}""", false)]
    [InlineData("""{"detail":{"absent":[null]}}""", false)]
    [InlineData("""{"detail":{"c-count":[5]}}""", true)]
    [InlineData("""{"detail":{"c-count":[5.0]}}""", true)]
    [InlineData("""{"detail":{"c-count":[0.5e1]}}""", true)]
    [InlineData("""{"detail":{"c-count":["5"]}}""", false)]
    [InlineData("""{"account":[12345679012]}""", false)]
    [InlineData("""{"detail":{"name":["Jürgen \"X\""]}}""", true)]
    [InlineData("""{"detail":{"source-ip":["10.0.0.33"]}}""", true)]
    [InlineData("""{"detail":{"ip6":["2001:db8:0:0:0:ff00:42:8329"]}}""", true)]
    [InlineData("""{"detail":{"state":[{"exactly":"running"}]}}""", true)]
    // prefix and suffix
    [InlineData("""{"time":[{"prefix":"2017-10-02"}]}""", true)]
    [InlineData("""{"time":[{"prefix":"2017-10-03"}]}""", false)]
    [InlineData("""{"region":[{"prefix":""}]}""", true)]
    [InlineData("""{"detail":{"c-count":[{"prefix":"5"}]}}""", false)]
    [InlineData("""{"detail":{"absent":[{"prefix":""}]}}""", false)]
    [InlineData("""{"source":[{"prefix":{"equals-ignore-case":"AWS."}}]}""", true)]
    [InlineData("""{"source":[{"prefix":{"equals-ignore-case":"EC2"}}]}""", false)]
    [InlineData("""{"detail":{"name":[{"prefix":{"equals-ignore-case":"JÜR"}}]}}""", true)]
    [InlineData("""{"source":[{"suffix":"ec2"}]}""", true)]
    [InlineData("""{"source":[{"suffix":"EC2"}]}""", false)]
    [InlineData("""{"source":[{"suffix":"the.whole.aws.ec2"}]}""", false)]
    [InlineData("""{"source":[{"suffix":{"equals-ignore-case":".EC2"}}]}""", true)]
    [InlineData("""{"source":[{"suffix":{"equals-ignore-case":"AWS"}}]}""", false)]
    // equals-ignore-case
    [InlineData("""{"detail-type":[{"equals-ignore-case":"ec2 instance state-change notification"}]}""", true)]
    [InlineData("""{"source":[{"equals-ignore-case":"AWS.EC"}]}""", false)]
    [InlineData("""{"detail":{"name":[{"equals-ignore-case":"jÜRGEN \"x\""}]}}""", true)]
    [InlineData("""{"detail":{"monitored":[{"equals-ignore-case":"TRUE"}]}}""", false)]
    // wildcard
    [InlineData("""{"source":[{"wildcard":"aws.*"}]}""", true)]
    [InlineData("""{"source":[{"wildcard":"*"}]}""", true)]
    [InlineData("""{"source":[{"wildcard":"*ec2"}]}""", true)]
    [InlineData("""{"source":[{"wildcard":"a*.*2"}]}""", true)]
    [InlineData("""{"source":[{"wildcard":"a*s.ec2*"}]}""", true)]
    [InlineData("""{"source":[{"wildcard":"aws.ec2"}]}""", true)]
    [InlineData("""{"source":[{"wildcard":"aws"}]}""", false)]
    [InlineData("""{"source":[{"wildcard":"*aws"}]}""", false)]
    [InlineData("""{"source":[{"wildcard":"aws.ec*c2"}]}""", false)]
    [InlineData("""{"resources":[{"wildcard":"arn:aws:ec2:*:*:instance/i-*"}]}""", true)]
    [InlineData("""{"detail":{"path":[{"wildcard":"a\\*b*"}]}}""", true)]
    [InlineData("""{"detail":{"path":[{"wildcard":"a\\*b\\\\c"}]}}""", true)]
    [InlineData("""{"detail":{"path":[{"wildcard":"a\\*c"}]}}""", false)]
    [InlineData("""{"detail":{"empty":[{"wildcard":"*"}]}}""", true)]
    [InlineData("""{"detail":{"empty":[{"wildcard":""}]}}""", true)]
    [InlineData("""{"detail":{"c-count":[{"wildcard":"*"}]}}""", false)]
    // anything-but
    [InlineData("""{"detail":{"state":[{"anything-but":"initializing"}]}}""", true)]
    [InlineData("""{"detail":{"state":[{"anything-but":"running"}]}}""", false)]
    [InlineData("""{"detail":{"state":[{"anything-but":["stopped","overloaded"]}]}}""", true)]
    [InlineData("""{"detail":{"state":[{"anything-but":["stopped","running"]}]}}""", false)]
    [InlineData("""{"detail":{"absent":[{"anything-but":"running"}]}}""", false)]
    [InlineData("""{"detail":{"x-limit":[{"anything-but":123}]}}""", true)]
    [InlineData("""{"detail":{"x-limit":[{"anything-but":301.8}]}}""", false)]
    [InlineData("""{"detail":{"x-limit":[{"anything-but":[100,200,300]}]}}""", true)]
    [InlineData("""{"detail":{"x-limit":[{"anything-but":[100,3.018e2]}]}}""", false)]
    [InlineData("""{"detail":{"c-count":[{"anything-but":"5"}]}}""", true)]
    [InlineData("""{"detail":{"responsible":[{"anything-but":"me"}]}}""", true)]
    [InlineData("""{"detail":{"state":[{"anything-but":{"prefix":"init"}}]}}""", true)]
    [InlineData("""{"detail":{"state":[{"anything-but":{"prefix":"run"}}]}}""", false)]
    [InlineData("""{"detail":{"state":[{"anything-but":{"prefix":["stop","run"]}}]}}""", false)]
    [InlineData("""{"detail":{"state":[{"anything-but":{"prefix":["stop","init"]}}]}}""", true)]
    [InlineData("""{"source":[{"anything-but":{"suffix":".ec2"}}]}""", false)]
    [InlineData("""{"source":[{"anything-but":{"suffix":[".s3",".sqs"]}}]}""", true)]
    [InlineData("""{"detail":{"state":[{"anything-but":{"equals-ignore-case":"RUNNING"}}]}}""", false)]
    [InlineData("""{"detail":{"state":[{"anything-but":{"equals-ignore-case":["INITIALIZING","STOPPED"]}}]}}""", true)]
    [InlineData("""{"detail":{"state":[{"anything-but":{"wildcard":"r*g"}}]}}""", false)]
    [InlineData("""{"detail":{"state":[{"anything-but":{"wildcard":["*init*","s*"]}}]}}""", true)]
    [InlineData("""{"detail":{"tags":[{"anything-but":"red"}]}}""", true)]
    [InlineData("""{"detail":{"tags":[{"anything-but":["red","Green"]}]}}""", false)]
    // numeric
    [InlineData(
        """{"detail":{"c-count":[{"numeric":[">",0,"<=",5]}],"d-count":[{"numeric":["<",10]}],"x-limit":[{"numeric":["=",3.018e2]}]}}""",
        true
    )]
    [InlineData("""{"detail":{"c-count":[{"numeric":[">",0,"<",5]}]}}""", false)]
    [InlineData("""{"detail":{"c-count":[{"numeric":[">",5]}]}}""", false)]
    [InlineData("""{"detail":{"c-count":[{"numeric":[">=",5]}]}}""", true)]
    [InlineData("""{"detail":{"c-count":[{"numeric":["<",5]}]}}""", false)]
    [InlineData("""{"detail":{"c-count":[{"numeric":["<=",5]}]}}""", true)]
    [InlineData("""{"detail":{"c-count":[{"numeric":["=",5.000001]}]}}""", false)]
    [InlineData("""{"detail":{"x-limit":[{"numeric":[">",301.799999,"<",301.800001]}]}}""", true)]
    [InlineData("""{"detail":{"c-count":[{"numeric":[">=",-5000000000,"<=",5000000000]}]}}""", true)]
    [InlineData("""{"detail":{"state":[{"numeric":[">",0]}]}}""", false)]
    // cidr
    [InlineData("""{"detail":{"source-ip":[{"cidr":"10.0.0.0/24"}]}}""", true)]
    [InlineData("""{"detail":{"source-ip":[{"cidr":"10.0.0.0/8"}]}}""", true)]
    [InlineData("""{"detail":{"source-ip":[{"cidr":"10.0.1.0/24"}]}}""", false)]
    [InlineData("""{"detail":{"source-ip":[{"cidr":"10.0.0.32/31"}]}}""", true)]
    [InlineData("""{"detail":{"source-ip":[{"cidr":"0.0.0.0/0"}]}}""", true)]
    [InlineData("""{"detail":{"ip6":[{"cidr":"2001:db8::/32"}]}}""", true)]
    [InlineData("""{"detail":{"ip6":[{"cidr":"2001:db9::/32"}]}}""", false)]
    [InlineData("""{"detail":{"ip6":[{"cidr":"::/0"}]}}""", true)]
    [InlineData("""{"detail":{"state":[{"cidr":"0.0.0.0/0"}]}}""", false)]
    [InlineData("""{"detail":{"c-count":[{"cidr":"0.0.0.0/0"}]}}""", false)]
    // exists
    [InlineData("""{"detail":{"c-count":[{"exists":true}]}}""", true)]
    [InlineData("""{"detail":{"c-count":[{"exists":false}]}}""", false)]
    [InlineData("""{"detail":{"absent":[{"exists":true}]}}""", false)]
    [InlineData("""{"detail":{"absent":[{"exists":false}]}}""", true)]
    [InlineData("""{"detail":{"nested":[{"exists":true}]}}""", false)]
    [InlineData("""{"detail":{"nested":[{"exists":false}]}}""", true)]
    [InlineData("""{"detail":{"nothing":[{"exists":false}]}}""", true)]
    [InlineData("""{"detail":{"none":[{"exists":true}]}}""", false)]
    [InlineData("""{"detail":{"responsible":[{"exists":true}]}}""", true)]
    [InlineData("""{"detail":{"tags":[{"exists":true}]}}""", true)]
    [InlineData("""{"detail":{"state":[{"exists":false},"running"]}}""", true)]
    [InlineData("""{"detail":{"state":[{"exists":false},"stopped"]}}""", false)]
    [InlineData("""{"source":["aws.ec2"],"detail":{"absent":[{"exists":false}]}}""", true)]
    // $or
    [InlineData("""{"$or":[{"source":["aws.s3"]},{"region":["us-east-1"]}]}""", true)]
    [InlineData("""{"$or":[{"source":["aws.s3"]},{"region":["us-west-1"]}]}""", false)]
    [InlineData("""{"source":["aws.ec2"],"$or":[{"detail":{"state":["stopped"]}},{"detail":{"c-count":[5]}}]}""", true)]
    [InlineData("""{"source":["aws.s3"],"$or":[{"detail":{"state":["running"]}},{"detail":{"c-count":[5]}}]}""", false)]
    [InlineData(
        """{"detail":{"$or":[{"c-count":[{"numeric":[">",0,"<=",5]}]},{"d-count":[{"numeric":["<",0]}]},{"x-limit":[1]}]}}""",
        true
    )]
    [InlineData(
        """{"$or":[{"source":["aws.s3"]},{"region":["us-east-1"],"$or":[{"account":["1"]},{"detail":{"state":["running"]}}]}]}""",
        true
    )]
    [InlineData("""{"$or":[{"source":["a"]},{"source":["b"]}],"detail":{"$or":[{"state":["running"]},{"state":["stopped"]}]}}""", false)]
    // several operators
    [InlineData(
        """{"time":[{"prefix":"2017-10-02"}],"detail":{"state":[{"anything-but":"initializing"}],"c-count":[{"numeric":[">",0,"<=",5]}],"d-count":[{"numeric":["<",10]}],"x-limit":[{"anything-but":[100,200,300]}]}}""",
        true
    )]
    [InlineData("""{"detail":{"state":[{"prefix":"stop"},{"suffix":"ing"}]}}""", true)]
    public void Operators(string pattern, bool matches) => Assert.Equal(matches, Match(pattern, Ec2));

    [Theory]
    // an array in the event matches when one of its elements does
    [InlineData("""{"a":["x"]}""", """{"a":["y","x"]}""", true)]
    [InlineData("""{"a":["x"]}""", """{"a":["y","z"]}""", false)]
    [InlineData("""{"a":["x"]}""", """{"a":[["y"],["x"]]}""", true)]
    [InlineData("""{"a":["x"]}""", """{"a":[]}""", false)]
    [InlineData("""{"a":{"b":["x"]}}""", """{"a":[{"b":"y"},{"b":"x"}]}""", true)]
    // fields within an array of objects have to be met by the same element
    [InlineData("""{"a":{"b":[1],"c":[2]}}""", """{"a":[{"b":1,"c":2}]}""", true)]
    [InlineData("""{"a":{"b":[1],"c":[2]}}""", """{"a":[{"b":1,"c":3},{"b":4,"c":2}]}""", false)]
    [InlineData("""{"a":{"b":[1],"c":[2]}}""", """{"a":[{"b":1,"c":3},{"b":1,"c":2}]}""", true)]
    [InlineData("""{"a":{"b":[1]},"c":[2]}""", """{"a":[{"b":1}],"c":[3,2]}""", true)]
    [InlineData(
        """{"a":{"b":{"x":[1]},"c":{"y":[2]}}}""",
        """{"a":[{"b":[{"x":1}],"c":[{"y":5}]},{"b":[{"x":3}],"c":[{"y":2}]}]}""",
        false
    )]
    [InlineData("""{"a":{"b":{"x":[1]},"c":{"y":[2]}}}""", """{"a":[{"b":[{"x":3},{"x":1}],"c":[{"y":5},{"y":2}]}]}""", true)]
    [InlineData("""{"a":{"b":[1],"c":[{"exists":false}]}}""", """{"a":[{"b":1}]}""", true)]
    // numbers beyond comparison match by their text
    [InlineData("""{"n":[123456789012]}""", """{"n":123456789012}""", true)]
    [InlineData("""{"n":[123456789012]}""", """{"n":123456789013}""", false)]
    [InlineData("""{"n":[{"numeric":[">",0]}]}""", """{"n":6000000000}""", false)]
    [InlineData("""{"n":[{"numeric":[">",0]}]}""", """{"n":0.0000001}""", false)]
    [InlineData("""{"n":[{"numeric":["=",5000000000]}]}""", """{"n":5e9}""", true)]
    [InlineData("""{"n":[-0.5]}""", """{"n":-5E-1}""", true)]
    // names
    [InlineData("""{"a":{"b":["x"]}}""", """{"a.b":"x"}""", true)]
    [InlineData("""{"ä":["x"]}""", """{"\u00e4":"x"}""", true)]
    [InlineData("""{"$or":{"a":["x"],"b":["y"]}}""", """{"$or":{"a":"x","b":"y"}}""", true)]
    [InlineData("""{"$or":["x"]}""", """{"$or":"x"}""", true)]
    [InlineData("""{"a":["x"]}""", """{"A":"x"}""", false)]
    [InlineData("""{"a":["x"]}""", """{}""", false)]
    [InlineData("""{"a":[{"exists":false}]}""", """{}""", true)]
    public void Shapes_of_events(string pattern, string json, bool matches) => Assert.Equal(matches, Match(pattern, json));

    [Fact]
    public void Many_patterns_together_match_as_each_alone()
    {
        string[] patterns =
        [
            """{"source":["aws.ec2"]}""",
            """{"source":[{"prefix":"aws"}]}""",
            """{"source":[{"wildcard":"*s*"}]}""",
            """{"detail":{"c-count":[5]}}""",
            """{"detail":{"c-count":[{"numeric":[">",4]}]}}""",
            """{"detail":{"c-count":[{"numeric":[">",5]}]}}""",
            """{"detail":{"absent":[{"exists":false}]}}""",
            """{"detail":{"source-ip":[{"cidr":"10.0.0.0/24"}]}}""",
            """{"detail":{"source-ip":[{"cidr":"10.1.0.0/24"}]}}""",
            """{"detail":{"state":[{"equals-ignore-case":"RUNNING"}]}}""",
            """{"detail":{"state":[{"anything-but":"running"}]}}""",
            """{"source":["aws.ec2"],"detail":{"state":["running"],"c-count":[6]}}""",
            """{"$or":[{"source":["nope"]},{"detail":{"tags":["red"]}}]}""",
        ];
        // many others, so that each is found by a look-up and not by chance
        var all = patterns
            .Concat(
                Enumerable
                    .Range(0, 500)
                    .Select(i => $$$"""{"source":["other{{{i}}}"],"detail":{"c-count":[{"numeric":["=",{{{i + 1000}}}]}]}}""")
            )
            .ToArray();
        var alone = patterns.Select((p, i) => (i, Match(p, Ec2))).Where(m => m.Item2).Select(m => m.i);

        var together = new RuleIndex([.. all.Select(Compile)]).Match(Encoding.UTF8.GetBytes(Ec2));

        Assert.Equal(alone, together.Order());
    }

    [Fact]
    public void An_index_answers_one_event_after_another()
    {
        var index = new RuleIndex([Compile("""{"a":["x"]}"""), Compile("""{"b":[{"exists":false}]}""")]);

        Assert.Equal([0, 1], index.Match("""{"a":"\u0078"}"""u8.ToArray()).Order());
        Assert.Equal([], index.Match("""{"b":1}"""u8.ToArray()));
        Assert.Equal([0], index.Match("""{"a":["y","x"],"b":1}"""u8.ToArray()));
    }

    [Theory]
    [InlineData("""{"detail":{"state":["stopped"]}}""", "detail.state: \"running\" is not in [\"stopped\"]")]
    [InlineData("""{"source":["aws.ec2"],"detail":{"absent":["x"]}}""", "detail.absent: (absent) is not in [\"x\"]")]
    [InlineData(
        """{"$or":[{"source":["a"]},{"region":["b"]}]}""",
        "source: \"aws.ec2\" is not in [\"a\"]; or region: \"us-east-1\" is not in [\"b\"]"
    )]
    [InlineData("""{"source":["aws.ec2"]}""", null)]
    public void Why_a_rule_does_not_match_is_told(string pattern, string? reason) =>
        Assert.Equal(reason, new RuleIndex([Compile(pattern)]).WhyNot(0, Encoding.UTF8.GetBytes(Ec2)));

    private static bool Match(string pattern, string json) =>
        new RuleIndex([Compile(pattern)]).Match(Encoding.UTF8.GetBytes(json)).Count > 0;

    private static EventPattern Compile(string json)
    {
        Assert.True(EventPattern.TryCompile(json, out var pattern, out var reason), reason);
        return pattern;
    }
}
