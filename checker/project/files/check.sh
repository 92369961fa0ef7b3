#!/bin/sh
# 改过政策以后运行。有一步不成就停下，退出码不是 0。
set -eu
cd "$(dirname "$0")"

checker lint policies
checker test policies
# 例户是编的，查出问题是应当的（退出码 1）；没有查成（2）才算失败。
checker check 例户.yaml --policies policies --as-of 2020-09-17 || [ $? -eq 1 ]
