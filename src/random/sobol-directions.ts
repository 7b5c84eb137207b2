// Direction numbers of Sobol' sequences in 640 dimensions, the file new-joe-kuo-6 of Joe and Kuo.
// Joe & Kuo (2008), SIAM Journal on Scientific Computing 30(5):2635-2654, doi:10.1137/070709359.
//
// Copyright (c) 2008, Frances Y. Kuo and Stephen Joe. All rights reserved.
//
// Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
// following conditions are met: redistributions of source code must retain the above copyright notice, this list of
// conditions and the following disclaimer; redistributions in binary form must reproduce the above copyright notice, this
// list of conditions and the following disclaimer in the documentation and/or other materials provided with the
// distribution; neither the names of the copyright holders nor the names of the University of New South Wales and the
// University of Waikato and its contributors may be used to endorse or promote products derived from this software without
// specific prior written permission.
//
// This software is provided by the copyright holders "as is" and any express or implied warranties, including, but not
// limited to, the implied warranties of merchantability and fitness for a particular purpose are disclaimed. In no event
// shall the copyright holders be liable for any direct, indirect, incidental, special, exemplary, or consequential damages
// (including, but not limited to, procurement of substitute goods or services; loss of use, data, or profits; or business
// interruption) however caused and on any theory of liability, whether in contract, strict liability, or tort (including
// negligence or otherwise) arising in any way out of the use of this software, even if advised of the possibility of such
// damage.

/**
 * From the second dimension on, parted by spaces: the primitive polynomial as a binary number with both its ends, then the
 * initial numbers m₁, m₂ … up to its degree; numbers to the base 36, parted by points.
 */
export const DIRECTION_NUMBERS = `
3.1 7.1.3 b.1.3.1 d.1.1.1 j.1.1.3.3 p.1.3.5.d 11.1.1.5.5.h 15.1.1.5.5.5 1b.1.1.7.b.j 1j.1.1.5.1.1 1n.1.1.1.3.b
1p.1.3.5.5.v 1v.1.3.3.9.7.1d 2j.1.1.1.f.l.l 2p.1.3.1.d.r.1d 2v.1.1.1.f.7.5 31.1.3.1.f.d.p 37.1.1.5.5.j.1p
3n.1.3.7.b.n.f.2v 3t.1.3.7.d.d.f.1x 3z.1.1.3.d.7.z.1r 41.1.3.5.9.1.p.1h 4d.1.3.1.d.9.z.2z 4n.1.3.1.5.r.1p.v
4r.1.1.5.b.j.15.1p 55.1.3.5.3.3.d.1x 5b.1.1.7.d.1.j.1 5d.1.3.7.5.d.j.1n 5n.1.1.3.9.p.t.15 5v.1.3.5.d.n.1.1j
5x.1.3.7.3.d.1n.h 6d.1.3.1.3.5.1h.1x 6n.1.1.5.5.n.x.d 6p.1.1.7.7.1.1p.3f 6v.1.1.7.9.d.1p.1d 71.1.3.3.5.3.1j.x
7x.1.3.1.f.v.d.1d.6t 8b.1.3.5.f.v.1n.1r.2p 8d.1.3.1.b.b.b.25.6x 99.1.3.1.b.r.17.1z.9 9r.1.1.7.f.l.b.29.19
9v.1.3.7.3.p.v.1t.27 9x.1.3.1.1.j.b.3.5p a1.1.1.5.9.j.l.t.4d a9.1.3.7.b.1.x.2h.55 av.1.3.3.3.f.9.27.1z
b1.1.3.7.b.f.13.3b.r bt.1.1.3.1.b.v.2p.69 cj.1.1.1.3.n.17.1l.4x cv.1.3.7.7.h.h.11.1z dj.1.3.1.5.r.1r.3f.5x
dx.1.1.3.5.b.17.1h.3p ep.1.3.5.5.t.h.1b.4t.db ez.1.3.3.b.3.1.31.9.1x f5.1.1.1.5.h.13.n.5.9j fh.1.3.1.5.p.f.v.2v.dv
fn.1.1.1.b.b.h.1r.2x.53 gp.1.1.5.b.9.t.2p.6f.a3 gv.1.1.5.f.j.19.15.7.an h5.1.3.7.7.v.j.2b.3t.65
hb.1.1.1.3.n.f.33.67.2b hj.1.1.5.d.v.f.1j.p.4h hp.1.1.3.d.p.1b.13.2f.75 hz.1.1.1.b.l.1h.3h.6x.85
id.1.1.7.b.b.7.1l.27.8z ir.1.1.5.5.h.d.29.3.3n it.1.1.7.d.n.7.1t.6z.d7 j3.1.3.5.1.9.17.3.45.b jb.1.1.3.d.v.d.d.73.dj
jh.1.3.3.1.5.1r.2h.2j.3j jz.1.1.3.3.1.j.3f.3j.6l k1.1.1.5.7.n.v.11.6r.81 kb.1.1.5.b.h.1h.39.53.dn
l1.1.1.1.5.1.d.d.5t.9l l5.1.1.3.f.1.1l.37.7.x lv.1.3.1.b.7.17.29.5r.4v lx.1.3.1.1.f.r.1r.73.1d
m7.1.3.5.3.r.1p.2x.4r.8h mb.1.1.5.3.1.3.1l.6x.45 mp.1.1.3.5.5.1l.f.d.4f mz.1.1.1.b.7.b.2x.3x.69
nj.1.3.3.5.r.1n.3d.2t.7j nv.1.3.5.9.b.1d.1f.1n.37 o1.1.1.7.1.n.19.3h.1z.bn ob.1.1.3.5.n.5.2x.31.23
od.1.1.7.f.7.b.1v.3d.cl oj.1.3.7.3.9.d.v.r.ch ov.1.3.1.f.j.13.13.2h.f p1.1.1.1.1.1.x.21.41.aj pb.1.3.1.f.f.17.t.d.df
qd.1.1.7.3.j.r.2d.3n.bz qh.1.3.3.3.5.z.n.5f.9p qv.1.3.3.7.9.r.13.1n.89 qz.1.1.3.9.b.h.d.6p.4d
r1.1.3.7.f.p.1l.x.59.5x r9.1.1.7.1.9.1j.21.2b.61 rd.1.3.3.d.j.r.n.35.6x rn.1.3.5.3.n.17.3.71.db
rt.1.1.5.5.b.5.19.39.61 sb.1.3.3.7.t.11.x.3f.43 sp.1.3.1.f.5.5.11.6b.67.cr t7.1.1.7.5.5.13.1r.73.3r.dj
tj.1.3.1.7.9.7.2f.6x.61.gn tp.1.1.3.d.9.1b.7.69.a3.6v v9.1.3.7.d.j.d.9.1v.9.kh vj.1.3.5.5.j.1n.7.15.8v.it
w1.1.1.5.3.v.1r.f.17.5r.lx wb.1.1.7.9.d.13.3.1b.dt.4p xx.1.3.1.7.l.h.2p.j.bj.p5 yf.1.3.7.1.3.v.1z.33.4l.3j
yv.1.1.5.b.1.1p.2b.3b.5n.nj z7.1.3.3.d.9.1p.j.2p.1b.z zj.1.1.7.7.f.t.1r.2n.bl.d1 zx.1.3.1.9.p.9.1z.1l.5x.ap
109.1.3.5.d.v.1b.2t.1l.13.9h 10j.1.1.3.3.v.1l.3h.4t.a5.fb 10x.1.3.7.1.d.1l.1v.4d.cj.jn 119.1.1.1.7.l.d.2x.2h.bx.qt
11f.1.1.5.9.h.1f.19.3b.4d.3x 11z.1.3.7.7.d.19.2j.9.3l.kl 12j.1.3.7.1.n.1l.1v.3x.47.fv 139.1.1.3.b.h.1b.2l.2z.af.4d
13j.1.3.3.5.b.l.17.1f.4p.pf 13r.1.1.5.3.f.1j.2t.1v.cn.hd 141.1.3.5.9.1.n.t.1b.9l.gj 153.1.3.7.7.5.1d.t.4b.8z.gd
15x.1.3.3.7.5.15.3j.1p.79.jx 16f.1.3.7.7.h.n.39.1v.3l.s1 16j.1.1.3.d.b.13.l.5r.3f.8h 177.1.1.3.9.t.3.2n.1b.6f.21
179.1.3.1.9.1.t.39.l.c9.77 17p.1.3.1.d.l.13.3h.5v.c7.k3 187.1.1.7.3.h.1r.37.2h.1d.lh 18j.1.3.7.d.b.x.2t.2z.1r.21
18v.1.1.5.5.d.1l.1r.3r.c5.4x 197.1.1.3.7.r.1r.2l.1b.bl.df 1a1.1.1.3.1.n.t.1.5b.1d.n 1a7.1.1.3.f.p.1j.9.2t.63.gv
1ah.1.3.1.7.7.j.1f.6z.ax.8j 1bp.1.3.3.3.p.1j.h.23.9d.3 1c1.1.1.1.d.p.h.1t.19.db.bh 1cj.1.1.7.7.r.1d.2r.4h.5x.k7
1cv.1.3.5.1.n.5.17.15.6z.nt 1dp.1.3.3.7.b.1p.13.2f.an.n7 1ef.1.1.3.f.d.7.t.7.e1.pn 1el.1.3.7.1.5.v.1b.4d.cd.dx
1ep.1.1.3.7.1.17.9.43.37.gt 1fd.1.3.3.d.5.1.3b.5v.cn.rt 1fr.1.1.3.5.d.j.3.6r.23.nf 1fx.1.3.7.7.1.j.2j.6x.9x.gd
1g5.1.1.1.9.1.p.31.5h.7r.bf 1g9.1.3.1.f.n.1l.1n.3r.5b.23 1gj.1.1.5.f.t.l.13.71.an.9p 1h9.1.3.3.5.j.19.1p.47.5j.r9
1hp.1.3.5.d.9.1p.2z.3x.3x.1 1hv.1.3.1.b.r.p.2d.2x.8l.r7 1ip.1.3.3.b.j.7.37.67.9p.17 1jv.1.1.7.9.l.13.3f.l.7n.pr
1kj.1.1.7.d.f.15.1b.6r.8f.c5 1kp.1.1.1.7.7.3.f.2r.bd.jz 1l1.1.3.3.f.r.1d.35.3f.35.1v.d1
1lj.1.3.7.b.3.n.2f.4p.3b.df.5j 1m3.1.1.5.f.7.h.31.6d.4z.5x.kl 1m5.1.1.5.d.b.h.p.3r.b7.fh.13t
1mv.1.3.1.1.1.1p.1v.5z.59.q9.yj 1nn.1.1.7.d.h.x.9.65.bx.61.1an 1np.1.1.3.b.r.3.f.2l.2l.o1.t5
1o1.1.3.7.7.p.15.3d.z.ad.aj.16z 1ob.1.3.3.9.b.z.19.5p.6p.9.1n 1ot.1.3.1.7.3.1f.7.4x.1h.r3.2h
1p1.1.1.3.5.r.1.35.6f.8b.l3.nx 1pb.1.3.3.f.p.t.5.73.3v.or.1kf 1pl.1.3.1.1.d.9.31.5d.bn.2n.h
1pt.1.1.7.9.3.7.t.15.3r.nb.o3 1qn.1.1.7.9.p.1d.3f.61.35.p9.5z 1qp.1.1.7.3.n.f.17.3p.61.93.p1
1r5.1.1.3.3.d.1h.1r.3f.d9.jr.12j 1rb.1.1.3.f.7.t.23.3b.51.ql.6v 1rf.1.1.1.b.r.p.31.47.7f.2r.14l
1rp.1.3.7.f.5.5.1h.41.b.k5.15p 1sd.1.3.7.1.9.17.1z.6d.4d.gv.1ez 1sj.1.3.3.d.p.1.5.r.d3.9p.3j
1t1.1.1.1.1.n.11.9.65.7h.ox.1at 1t5.1.1.3.3.v.t.1f.j.8n.fd.1ip 1tn.1.3.7.5.5.1j.h.13.d7.in.16h
1tp.1.1.7.1.1.z.1b.r.c5.az.19f 1tx.1.1.7.3.d.n.17.3r.93.3v.at 1u1.1.3.7.3.9.p.2j.p.bx.63.e9
1u9.1.1.3.5.d.t.3b.5l.7p.4d.1kr 1uj.1.3.5.3.t.1l.d.h.4n.kj.sn 1v7.1.3.3.5.t.l.2n.r.73.iv.16j
1v9.1.3.7.f.9.5.l.1z.1p.qp.xd 1vj.1.3.5.d.f.1l.x.2l.cr.o3.67 1vn.1.1.1.f.h.17.3j.5b.1v.4x.tt
1vz.1.1.1.f.n.7.l.5j.23.85.18r 1wr.1.3.7.d.f.13.l.45.1t.kl.8v 1wt.1.3.7.b.n.d.2t.2h.7p.ef.jr
1x5.1.3.7.f.j.r.2d.5n.c9.2p.1gn 1xj.1.3.1.3.t.p.l.4b.b.5b.5h 1y1.1.1.7.5.r.b.29.2t.cp.ir.1av
1yd.1.3.1.5.p.5.1t.5d.15.fr.lp 1yv.1.3.1.5.b.f.35.25.bf.jb.uv 1z5.1.1.3.9.b.1h.3b.4r.1j.89.e5
1zb.1.1.1.1.b.13.35.3v.4l.9n.gj 1zn.1.3.7.b.9.h.2t.d.29.91.1c5 1zp.1.3.1.1.l.17.37.9.35.p7.hx
209.1.1.7.3.9.p.39.5h.4f.d3.d7 215.1.3.1.9.b.l.1l.5r.dh.h1.1a5 21t.1.1.7.7.r.1j.1d.67.2h.2d.16b
225.1.1.5.3.j.15.19.1f.cf.8b.11n 22h.1.3.1.d.1.x.39.3z.8p.57.tt 22n.1.1.7.7.5.b.1t.2p.ah.ah.15p
22t.1.3.1.1.l.z.2n.1t.2r.n.yf 235.1.1.5.9.3.11.2n.4n.37.bt.o3 23h.1.3.3.d.1.11.r.59.29.iv.lh
23r.1.1.3.b.1.1p.2r.6h.bx.qx.1d 23v.1.1.1.7.p.1r.2r.4l.6t.m1.vr 243.1.1.5.b.b.17.1j.1t.1z.7v.7l
245.1.1.5.5.9.3.2t.6z.9v.aj.18r 251.1.1.1.f.l.1r.2d.2r.1d.kt.113 25b.1.1.5.d.r.9.3d.17.73.jv.81
25l.1.3.1.5.r.j.h.67.25.fv.13b 25r.1.1.5.3.d.1n.3h.6z.5f.fb.1c9 25t.1.3.3.f.d.r.1d.2x.at.qz.kz
263.1.3.5.f.n.17.z.2z.cf.l7.71 26b.1.3.5.b.l.3.h.13.dt.bb.gz 26h.1.1.7.d.f.v.35.h.n.e3.1jf
26p.1.1.7.f.3.f.v.49.br.27.dz 27n.1.1.7.9.j.p.n.4r.e1.pn.1j9 27z.1.1.5.9.l.r.3d.67.3p.2f.jd
281.1.1.5.5.9.j.2z.2r.8v.l9.14l 28b.1.1.3.3.j.p.3.2t.4r.k9.57 28p.1.1.3.1.d.n.2d.2l.83.5t.11
28v.1.1.1.f.p.p.25.71.99.qb.tt 291.1.1.3.9.h.t.1j.1b.73.8h.1kl 29b.1.3.3.9.t.1r.9.2v.dl.q3.16b
29p.1.3.7.f.7.v.2h.4v.a9.9f.gj 29z.1.3.7.d.p.5.1z.5r.6z.a7.ih 2a3.1.3.3.3.l.p.23.z.v.8x.18j
2ab.1.1.1.9.b.1.1t.5.b.95.ev 2ad.1.1.5.3.j.d.h.17.aj.dh.an 2b3.1.3.5.d.d.9.2d.43.dl.lv.vh
2bb.1.3.1.1.5.1f.11.3l.5f.89.1dj 2bh.1.1.3.f.j.1l.1n.51.cn.jd.1kh 2bt.1.3.7.1.r.9.1t.41.91.59.5l
2cb.1.3.1.f.v.n.j.5.dh.g5.ez 2cd.1.1.7.d.b.f.1t.2b.55.nj.n3 2cn.1.3.5.7.7.1j.21.f.8f.e7.1gx
2ct.1.3.5.9.7.l.19.f.b1.ap.gl 2dn.1.3.7.3.n.d.21.65.e7.oj.z5 2dp.1.1.3.b.1.1f.21.55.x.r3.141
2e1.1.3.3.9.j.1n.l.13.9f.11.3z 2e7.1.1.7.1.v.x.j.4n.39.hn.hr 2fr.1.1.1.3.5.d.1n.2b.9v.9p.1in
2g1.1.1.1.5.j.3.1h.3p.2p.nz.rb 2gb.1.3.1.d.9.15.2j.2x.4t.2p.hd 2gj.1.1.5.3.7.1d.37.3p.1z.6f.tj
2h1.1.1.7.5.h.17.1b.19.dt.f7.l1 2h5.1.3.5.f.l.1p.3f.5b.6x.v.hj 2hj.1.3.7.9.h.7.b.55.3j.4p.1i7
2hn.1.1.5.d.b.b.9.1d.t.3h.lz 2hp.1.1.1.f.v.15.d.4n.7l.bx.1l 2ib.1.3.5.3.r.7.z.5t.1t.7d.12p
2in.1.3.1.d.v.j.1h.3z.3r.9.sd 2iv.1.1.7.d.v.5.37.49.3z.ql.hb 2j1.1.1.5.b.p.j.t.v.89.q7.cb
2j7.1.3.3.5.l.b.3j.29.db.p.jf 2j9.1.1.3.b.p.v.2p.j.5f.lp.jl 2jn.1.1.5.5.v.b.23.5r.5h.ol.1kl
2jt.1.1.1.b.9.n.t.6f.8j.h.15l 2k7.1.1.5.b.b.17.33.6h.8j.ej.yz 2kj.1.1.7.5.1.l.2z.6d.9j.px.61
2kv.1.1.1.b.3.l.3h.3n.b9.gn.14t 2l9.1.3.5.5.9.13.x.29.at.47.mj 2lj.1.1.7.7.7.1.1n.67.7d.ep.1k5
2lp.1.3.1.3.9.n.2d.51.1b.7d.1d 2m9.1.3.5.b.j.n.9.7.4d.8b.1j3 2mf.1.3.1.5.f.5.l.2x.t.9f.sx
2mt.1.1.1.1.5.x.1t.2d.33.jl.db 2mx.1.1.1.7.9.z.25.2f.47.8x.2t 2n7.1.1.5.7.h.1.1f.5h.4v.mj.y5
2nj.1.3.3.f.n.11.2d.55.6n.f3.kb 2nl.1.3.1.7.7.1j.33.31.81.c7.6r 2oj.1.1.7.b.h.1h.z.61.77.np.1ab
2ov.1.3.1.9.1.1r.2f.h.21.fp.ub 2p5.1.1.3.3.b.15.1.1l.87.7b.sl 2pn.1.1.5.1.r.19.31.4h.bf.bp.12r
2pp.1.3.5.b.p.z.1b.5b.9f.bl.1bz 2q1.1.1.5.f.l.1.2l.6z.9r.61.1d3 2qf.1.3.3.b.3.7.23.4b.8p.5v.dn
2qj.1.3.3.5.b.9.2t.4h.cl.pd.tn 2qp.1.1.3.1.f.19.3j.3x.4j.k7.18d 2qv.1.3.3.7.1.x.1r.21.21.9h.1az
2r9.1.3.5.d.f.13.1h.6j.25.2r.qd 2rp.1.1.5.d.v.h.2p.d.5z.8d.1hj 2sd.1.1.7.1.1.11.2j.2l.c9.6z.vf
2sh.1.3.7.9.p.5.2x.1x.29.q7.14j 2sn.1.3.7.b.v.17.d.5t.r.s9.dx 2sr.1.1.7.f.1.x.v.6h.4h.e3.ar
2sz.1.3.3.5.5.1h.x.4x.dz.hf.1hj 2t5.1.1.7.b.7.1p.3b.v.cp.6d.1g3 2tj.1.1.5.f.j.5.1h.5l.4d.ol.td
2tn.1.3.7.9.1.z.1f.35.6x.bt.s1 2tx.1.3.5.7.l.1h.11.4b.3b.9l.hj 2u7.1.3.5.7.f.v.31.1x.dz.gj.1g7
2up.1.3.3.1.p.z.1t.3n.b7.jl.dz 2uz.1.3.7.7.j.x.b.49.19.hl.dv 2v1.1.3.3.5.b.3.t.2l.dj.x.jj
2v5.1.1.3.f.l.1h.2z.4z.ar.pr.1ct 2vn.1.1.3.7.l.19.1f.43.4v.8t.a1 2vz.1.1.1.7.7.d.f.6r.7h.m3.1il
2w3.1.1.3.5.j.x.1l.37.cb.ex.hf 2wr.1.3.3.9.3.13.p.1p.55.jx.t5 2xb.1.3.7.3.7.11.2z.49.7.7h.17x
2xp.1.1.7.3.7.15.2j.15.41.dl.yl 2yb.1.1.5.9.7.7.2x.29.b7.bb.7v 2yh.1.1.7.9.r.1j.t.25.5d.qr.qd
2yz.1.1.5.3.p.1f.2z.1r.b7.ph.mn 2zd.1.1.7.3.7.1p.j.1f.cp.gn.ev 301.1.3.7.1.n.1f.2x.49.6n.5z.1fb
307.1.1.3.5.r.n.27.1d.dr.19.1hr 319.1.1.1.b.b.1b.1j.3p.dr.rr.14l 31n.1.1.3.f.r.1f.2l.h.9v.l7.1aj
31p.1.3.1.3.1.3.27.3b.dv.h.rn 31x.1.1.1.1.f.17.19.h.4n.r1.m7 32b.1.1.1.3.r.1d.2h.t.df.pd.1k7
32p.1.1.3.3.5.b.23.7.15.nn.gz 32v.1.3.1.3.7.1l.13.3f.75.7v.e3 32z.1.3.3.b.r.n.35.6d.57.8b.3p
33b.1.1.3.d.9.1r.2t.25.cj.4p.9d 33h.1.3.7.3.3.1n.19.5f.6d.bj.bd 33p.1.3.5.3.b.j.1z.2l.17.nt.a9
34d.1.3.7.9.j.x.37.j.6p.jj.6v 34j.1.3.5.b.5.z.l.4b.cv.rx.tt 351.1.3.7.3.p.f.31.2b.2l.1x.x1
355.1.3.5.7.5.l.2l.3p.3r.4n.p3 383.1.1.7.7.3.1n.3d.4h.7x.mn.1d5.2ux 38p.1.3.1.1.3.1b.2v.4r.al.gx.55.ad
397.1.3.3.f.n.x.2z.3n.c9.cd.j5.1l7 399.1.3.3.b.7.1h.2t.4n.c3.mb.yv.2x1 3a1.1.1.5.b.f.1n.15.j.3r.n7.z3.e1
3bl.1.1.7.b.l.1d.n.63.3j.qp.tl.ap 3cb.1.3.5.f.7.1b.39.61.19.kb.19j.kd 3d3.1.1.7.b.r.1l.2j.2f.29.z.z9.rz
3dr.1.1.3.b.f.11.1h.63.5d.q1.1gr.2vp 3dv.1.3.5.3.d.b.r.j.5j.ax.qt.1oz 3ej.1.3.1.3.5.1.11.4t.bh.sf.fd.bd
3f3.1.3.1.7.f.t.3f.2n.73.ad.1dz.2yp 3fb.1.3.5.d.l.1l.1f.h.e7.5f.w5.1ev 3fl.1.1.1.f.t.j.7.21.87.ef.gb.2pv
3fv.1.1.5.d.d.z.37.5b.3f.ev.jx.1a5 3gl.1.3.3.5.n.l.1b.6z.aj.pl.v3.89 3hv.1.3.3.9.t.1h.3d.5l.3r.5d.ej.29r
3ix.1.1.1.7.t.19.3h.9.2r.o3.bt.gp 3j3.1.3.1.9.d.f.1v.51.31.85.109.2dj 3kd.1.3.3.9.5.z.f.5t.8h.2f.lb.25n
3lj.1.3.3.b.r.1l.35.3f.4z.hv.45.ej 3lp.1.1.3.f.b.h.1v.67.1r.i9.9b.2jx 3mv.1.1.1.9.p.t.31.4f.13.e9.fv.1cx
3n7.1.1.3.1.5.1r.23.j.cn.gp.3f.j7 3nj.1.1.1.3.l.5.19.4p.ah.e9.1i7.1z9 3p5.1.1.3.b.3.x.3b.1x.71.p7.md.149
3pd.1.1.5.d.v.f.h.7.dv.1p.j3.1fv 3pn.1.3.7.b.h.x.21.25.8b.6r.ht.1t5 3rj.1.1.7.b.9.z.v.6j.9z.hz.aj.w9
3rx.1.3.3.f.v.p.5.1v.x.19.c5.34z 3s1.1.1.3.b.7.h.11.2f.99.71.165.295 3sp.1.1.7.f.7.f.2z.59.49.ld.169.2n7
3sv.1.3.5.d.5.1p.35.11.85.ax.35.17 3t9.1.1.1.f.t.17.2z.v.4n.43.8d.sd 3u9.1.1.1.d.3.1.z.2l.5f.51.1kb.15f
3vd.1.3.3.3.d.x.25.5j.49.65.1b7.2tz 3vn.1.3.5.d.7.1d.3f.4b.dr.ix.mr.mh 3vt.1.3.5.f.r.1p.39.59.53.on.h5.34l
3yf.1.1.1.7.v.1n.3h.6j.at.a9.cf.sv 3zl.1.3.5.1.5.13.37.2h.6x.ah.bz.2w3 3zr.1.1.1.5.7.1b.1n.4d.25.cd.jf.2nj
40f.1.1.3.5.b.l.j.23.b.gn.17r.kf 40t.1.3.5.3.j.d.15.1x.5j.3z.1cx.2hb 413.1.3.5.7.j.17.p.15.15.b.19r.25b
41h.1.3.1.9.j.19.33.2p.b9.b3.cp.2hf 42v.1.1.3.1.n.f.1t.3d.1n.rd.n1.1qr 431.1.1.3.7.h.d.2z.6d.23.fb.103.1tn
443.1.1.5.5.l.1l.n.5j.e5.3v.1jr.2zn 45r.1.3.1.b.j.1h.f.6d.5z.kl.jb.mv 465.1.3.7.1.t.3.h.4j.bl.fj.f9.8v
47h.1.3.1.d.h.9.1b.3p.a5.7.1ht.tr 49f.1.3.5.7.j.11.1j.4j.8d.6x.j5.1sn 4at.1.3.5.d.b.n.1p.5p.75.ah.h3.14h
4bb.1.3.5.1.n.11.d.23.97.dr.g3.2lj 4bh.1.1.1.9.1.n.1d.3l.d7.f3.oj.1yb 4bv.1.3.1.5.n.1n.1f.z.9j.jb.63.a9
4cp.1.3.3.1.r.h.1r.2p.1z.e3.1hl.h1 4ef.1.1.5.1.l.v.b.31.6v.bd.1eh.1od 4et.1.1.3.f.n.9.7.5t.8d.n.43.1az
4ex.1.1.7.5.5.j.11.6d.6x.7p.uz.1s5 4h1.1.1.1.5.5.1r.5.6x.7x.bz.9j.1wj 4hp.1.1.1.b.7.19.z.23.e1.ex.t.293
4k5.1.3.5.f.b.13.f.1r.7b.9.5j.cd 4k9.1.3.3.3.r.1r.1h.4r.6b.1r.t5.mz 4lf.1.1.3.d.7.b.37.53.4z.q1.1dl.al
4lh.1.3.1.b.d.f.2z.29.1h.87.1dl.2wd 4mt.1.3.3.d.b.5.31.6r.3.e1.8z.125 4nd.1.3.3.b.l.1f.h.4x.al.q1.z3.301
4od.1.3.5.9.r.p.2d.5d.3z.fx.x1.2b7 4oj.1.3.5.b.d.9.29.l.4f.qh.2j.1cn 4ov.1.1.3.3.r.1p.b.71.av.99.up.hn
4ox.1.3.3.f.9.1l.2n.29.bn.kf.6z.vp 4t3.1.1.5.9.v.13.1n.d.8v.mf.yh.1vl 4t9.1.3.3.5.r.d.2z.3x.br.q1.1kb.2ht
4up.1.3.3.9.9.p.3h.n.cb.n7.yl.nj 4uv.1.1.7.f.h.h.2b.2z.bf.7x.nj.17n 4vt.1.1.3.d.t.1p.11.29.9p.k7.14d.1id
4xb.1.3.7.b.v.d.1n.25.7l.gf.z5.16l 4yj.1.1.7.7.d.h.p.p.57.95.9n.14x 4z9.1.3.7.7.5.1f.11.2r.65.49.dz.1zr
4zl.1.3.1.d.j.r.b.1x.51.db.wv.2hp 50l.1.3.3.d.n.l.2v.43.8z.p9.qb.8r 517.1.3.1.3.n.1.v.1n.2l.e9.19.1r3
51n.1.3.5.1.7.17.31.1n.6f.15.163.1u9 52p.1.3.1.5.v.1l.1d.67.7v.s5.b.jh 531.1.1.5.1.j.1h.1j.v.v.8b.dr.j9
53d.1.3.3.9.5.x.25.71.bv.lz.kb.sb 53j.1.3.7.b.1.9.3b.5n.1h.od.1bf.2p7 547.1.1.3.7.d.13.1j.4f.br.35.19x.2nz
55n.1.1.3.5.l.1b.1f.1n.1j.bf.pv.6z 563.1.3.7.3.v.p.29.37.b9.6n.kl.cn 56b.1.1.5.1.v.3.2t.2b.db.dn.1df.1pt
57t.1.3.3.3.9.11.2z.4h.5n.dz.lb.2nf 58r.1.3.7.9.1.r.1p.3b.6h.13.127.35l 5ap.1.1.5.9.1.v.19.1f.a9.gb.an.265
5b5.1.3.7.5.v.7.1d.3b.dj.gf.197.1h 5bp.1.1.7.1.9.1b.1.67.a9.jr.18j.1h9 5cb.1.3.5.3.l.11.33.h.df.kj.x5.253
5cj.1.3.3.7.h.b.1f.39.cn.5b.15h.2y5 5cv.1.1.5.9.n.13.2r.51.9j.dh.2r.1hn 5ef.1.3.1.7.t.1d.v.1z.dl.en.1cz.28t
5g1.1.1.5.b.5.5.21.59.8x.1l.x3.2ud 5gn.1.1.5.f.d.19.3h.5r.ab.bj.8r.rb 5hb.1.3.3.5.p.1n.x.v.6n.pj.1fn.239
5hd.1.3.5.d.r.1p.n.37.1p.bh.zf.2qv 5hv.1.3.7.f.5.1n.2t.29.1b.qv.mh.2gl 5j9.1.1.5.b.v.f.13.p.4t.e1.mh.22d
5jl.1.1.5.9.j.d.2n.2h.e7.3j.12r.29j 5jr.1.1.5.5.v.19.9.1l.2j.8f.zz.2hb 5k7.1.3.3.3.j.f.35.57.61.dl.zp.1e3
5l9.1.1.3.1.d.t.1l.3v.73.5h.ex.1on 5mv.1.3.1.f.b.7.1h.73.cz.9.l1.2fz 5nj.1.3.3.f.l.d.9.59.9z.8z.1d.99
5np.1.3.7.b.7.11.l.3b.b5.4d.1a3.tp 5ob.1.1.5.7.h.x.37.6d.45.47.1kb.7r 5ol.1.1.5.f.5.1d.25.4b.an.ap.1j5.q9
5op.1.3.7.3.7.1j.2d.15.9x.en.1bn.18z 5ov.1.1.3.1.l.19.37.l.5j.qv.17x.2xr 5pv.1.1.3.7.l.13.39.5b.4p.21.bh.2mx
5qf.1.1.1.d.1.v.1l.5f.6f.8x.a7.sj 5r7.1.3.7.3.b.t.1b.4h.1z.bn.1bt.c5 5s3.1.1.7.3.b.9.17.1t.4d.1.1ff.mv
5sh.1.1.1.5.l.f.v.2t.85.8b.3j.10p 5sr.1.1.7.1.r.1.b.6d.6p.jl.17.14z 5th.1.3.7.1.5.f.21.53.5d.1j.11d.1d
5tx.1.3.3.3.j.3.1j.l.4p.if.1aj.3t 5u1.1.1.1.d.7.l.1x.1v.ad.qt.zd.1rb 5xx.1.1.7.7.l.n.h.17.9h.nh.cx.2l7
5y1.1.3.5.5.p.5.29.2t.6h.3v.9z.1l5 5yn.1.1.3.b.f.13.1j.3.d3.l9.vr.31h 5z9.1.1.7.f.9.1l.29.27.5z.c1.99.2z3
5zl.1.1.5.5.j.19.2b.v.5t.a3.jh.107 607.1.3.7.5.1.d.1j.4j.c3.mf.7z.1kf 60j.1.3.3.7.3.3.h.5h.13.4p.dl.1d5
61b.1.1.3.5.t.17.2f.4h.81.9f.y9.1td 63n.1.3.3.9.l.9.25.1.cl.4n.19n.1pv 64x.1.1.7.1.f.7.1v.x.5d.6p.sn.1sz
657.1.3.1.b.1.1r.19.1t.7d.id.nl.1iz 65j.1.3.1.d.j.1d.3.b.4f.5x.ib.26v 67l.1.3.5.b.9.t.r.6b.71.ch.12z.2n7
68p.1.1.3.1.7.3.25.3z.7p.ln.15n.d7 69n.1.1.1.5.b.n.2f.3n.ax.nl.5d.2gl 69p.1.3.5.b.3.3.2h.9.ch.6r.15p.1cb
6a1.1.3.1.9.t.t.35.f.1t.gz.3r.2uf 6cb.1.1.1.9.l.j.13.47.az.dx.117.qn.23p 6cn.1.3.7.1.7.z.19.x.3b.69.19b.1b3.14j
6d1.1.1.1.3.p.1j.11.27.4n.p7.tv.7j.34r 6dv.1.3.5.d.5.d.1h.4l.c5.1v.1bd.2g9.68v
6ed.1.3.3.d.r.1l.2n.1j.cb.6t.1i1.1bx.1hl 6en.1.3.1.9.5.x.31.z.2r.mz.9h.1up.1uz
6ff.1.1.5.9.7.x.17.13.2f.m7.hn.2op.5iv 6fh.1.3.1.1.v.f.19.r.9d.35.rf.1ld.1y9 6fz.1.1.5.9.5.f.2x.3f.db.81.18p.1oh.3kl
6g5.1.3.5.b.v.1b.2p.2f.ap.5f.sx.i3.2iv 6gf.1.1.3.7.h.3.2t.1j.2f.hh.1av.12j.249 6gr.1.3.5.5.7.l.9.6l.8p.f9.ur.39.4rr
6gt.1.1.3.9.9.5.1j.5l.dj.nn.un.2b5.34n 6gz.1.1.5.9.v.j.1n.7.a3.al.wf.1l5.4er 6h5.1.3.3.f.n.1r.j.6b.ar.mz.dj.t5.5rj
6ht.1.3.1.5.n.p.1p.6t.a3.nz.qr.2rj.4zv 6ib.1.1.5.1.5.r.29.2d.7n.1d.6j.2jf.x7 6j1.1.1.5.7.n.1h.2d.2z.e7.ln.z5.ud.62b
6j9.1.3.3.1.9.l.23.63.1n.dh.1cb.2yt.ut 6jt.1.3.5.1.d.15.j.3z.85.av.1k7.1dr.3e7 6jz.1.3.7.f.l.d.l.5f.5z.bh.ej.1mb.1t1
6kb.1.1.1.3.t.1f.1b.1l.3r.fz.q7.1ah.f1 6kj.1.3.5.1.9.d.35.4v.cf.37.i9.359.4lx
6lj.1.1.1.b.h.15.11.2n.89.g3.pb.1pb.1ub 6ln.1.3.5.3.n.b.n.6f.2l.ij.jr.17f.655 6m1.1.1.7.3.h.1n.d.51.3x.rj.1eh.cp.1bj
6mh.1.3.3.5.v.1n.29.5p.6t.ex.t5.rp.1ef 6mv.1.3.7.5.h.d.9.27.h.55.5.1pf.4tz 6n1.1.3.7.d.7.1h.1p.41.d.7x.xf.qb.29h
6nz.1.1.7.3.v.j.1x.61.1b.c9.1gl.ip.3fn 6o1.1.1.1.1.p.9.n.69.ap.hh.gr.2w3.39t 6o7.1.3.1.9.5.11.v.6l.bz.27.169.cr.1y3
6od.1.3.7.3.9.17.2x.4z.5.69.m7.1dd.3rx 6ov.1.1.3.1.t.19.t.4f.7f.6v.cn.nj.30l 6oz.1.1.3.7.p.l.3d.1l.cz.7n.jz.169.5nb
6pd.1.3.1.3.b.z.3b.3f.29.r7.wz.2sn.3b9 6pn.1.1.1.7.f.p.3d.6j.p.dj.o9.1dn.1ix 6qh.1.1.1.b.3.7.h.3r.9l.9t.an.33f.1zh
6qt.1.3.7.f.r.d.2p.3f.1t.ir.qf.zp.527 6rb.1.3.7.3.7.1.1z.j.91.l9.9d.x9.22x 6rh.1.3.5.1.v.11.b.1z.4p.7v.2b.2xl.5gr
6rn.1.1.3.f.h.t.2b.1t.7n.iv.1cl.33b.5z9 6sb.1.1.3.1.l.b.15.2n.6l.a1.1ej.25b.1u7
6sd.1.3.7.b.t.1l.33.57.cx.41.gt.1j7.699 6t5.1.1.3.3.j.f.1j.2b.9x.rt.hv.165.51d
6tb.1.3.1.5.t.z.21.n.25.h7.16b.1bx.6a9 6tl.1.1.5.5.j.n.7.5h.ch.9d.jx.295.8r 6tz.1.3.5.9.7.1r.39.2p.2p.ml.1hh.269.17v
6u3.1.1.1.b.v.7.p.6j.6f.3p.rz.123.175 6ur.1.1.7.5.j.7.1b.4r.7f.6r.10z.fr.4nl
6v3.1.1.5.1.7.1d.1j.2h.31.kf.14f.2gp.4tb 6vh.1.1.1.7.1.1p.9.2v.3.pt.155.29b.2a5
6wf.1.1.5.d.h.l.23.1d.73.sb.w9.1n9.wp 6wn.1.3.1.3.d.f.15.6v.5v.bd.wb.ej.217 6wr.1.3.7.7.l.1n.2j.45.db.av.ix.1s7.4tl
6x1.1.1.5.b.r.1h.l.5v.5h.mn.jz.18l.73 6xz.1.1.3.3.9.x.1n.3.8z.1.2t.vj.695 6y3.1.3.3.1.t.5.h.3x.1f.rj.nd.93.2z7
6yv.1.3.1.5.b.j.n.2h.4v.4t.4l.281.1g9 6z9.1.1.1.f.d.1f.2f.13.dr.gz.119.16j.5f9
6zd.1.1.3.b.d.1j.23.55.1l.1p.1h9.1kz.4lp 6zz.1.1.5.5.7.1h.b.61.5x.px.pl.2s7.3zr
701.1.3.3.5.h.1h.2v.6z.a9.lp.10n.2v9.3fb 70d.1.3.5.d.1.13.p.6j.8x.lh.6z.2ef.4xp 70n.1.1.7.3.v.5.p.t.91.ap.10h.3j.3mp
70t.1.1.5.f.f.r.f.2d.6n.6r.19d.2oh.20t 711.1.3.3.3.9.j.35.d.3t.4l.p.2a5.5tp 71f.1.3.1.3.b.l.3.2p.bl.53.xh.13x.6v
71l.1.1.7.3.h.l.3h.1j.1v.ar.ap.1sj.on 71t.1.3.5.5.t.b.2v.67.6h.ht.3p.bj.101 71z.1.3.3.b.1.9.5.59.6j.rz.11v.32p.op
723.1.3.7.9.n.j.j.53.7h.b7.19n.2qv.405 735.1.3.7.3.t.19.h.1x.d7.45.zv.22p.5vt 73h.1.3.7.3.r.11.15.21.71.rt.bz.uv.633
73t.1.1.7.5.3.7.2f.3z.81.dr.hj.2bn.4qv 74b.1.1.1.d.5.19.h.4n.n.r3.m9.1iv.59t 74j.1.3.1.b.7.l.13.n.5x.bx.105.1l7.5h
74v.1.3.3.f.3.1l.3d.3p.t.jr.1ih.1xd.59 751.1.1.3.5.b.1j.37.3t.6h.ip.rd.275.4k7
755.1.1.7.f.t.19.1.6p.95.8z.pp.26d.2kj 75p.1.1.5.7.d.v.29.2x.5j.41.5f.11x.3y7 769.1.3.7.b.3.1j.b.v.39.9j.z5.1f1.1w3
76f.1.1.3.7.t.1l.1p.4z.bx.gf.4x.1i1.1nz 76p.1.3.5.b.n.1d.2t.3t.9f.8z.sr.1cl.5yx
771.1.3.1.d.l.z.1j.27.j.7h.tb.21n.5gr 77j.1.3.3.b.9.9.2n.4n.c5.a1.wx.35f.gr 77n.1.1.1.7.v.1p.25.1t.dl.i9.j7.1vb.377
78b.1.3.5.7.l.11.2f.5b.8n.cl.1jx.n1.20r 78d.1.1.5.9.h.1b.z.2t.5.ml.w5.zj.5ol 791.1.1.5.3.b.z.35.5j.a9.k1.p1.14v.60p
79b.1.3.1.5.9.1p.2b.4d.av.kj.1id.1mz.3cl 79d.1.3.5.b.j.j.33.69.an.63.rp.jx.5sh
79j.1.3.1.b.d.1r.z.3j.5t.n3.dx.2bt.2pf 79n.1.3.7.9.t.7.b.4j.29.fn.145.2hb.4x5 7ab.1.3.7.b.p.3.13.5f.dn.19.nb.33p.3s3
7bd.1.3.7.f.d.5.1v.3z.39.e1.zl.2u7.4e7 7br.1.3.7.9.9.j.l.65.43.l7.iz.1pf.gd 7bx.1.1.3.5.l.1b.1h.31.8b.mf.w1.xl.655
7c1.1.3.7.b.9.v.19.17.e1.hz.vb.22h.3sl 7cd.1.1.5.f.v.15.1r.35.b3.k7.ip.1zv.423
7cp.1.1.1.d.h.1h.z.2r.1l.6r.147.1hb.26n 7df.1.3.7.b.n.1f.d.9.1d.ch.rp.2dd.3ef 7dh.1.3.5.7.n.x.2h.15.bj.1h.jd.ux.15d
7dv.1.1.3.7.1.d.t.d.73.kt.25.2o7.1cx 7e9.1.3.3.7.d.f.2l.5b.8l.o5.kj.sx.2ct 7ef.1.3.5.d.5.j.31.5v.9n.nb.ot.29v.5yv
7ev.1.3.1.d.r.3.3b.4d.dh.2r.1bb.307.fx 7ez.1.3.7.b.1.n.3f.2x.v.9z.7n.1db.2ud 7f9.1.3.3.5.r.b.3h.3.bh.5j.1kr.28f.29t
7fd.1.3.3.3.f.1d.3d.4f.6h.f3.5d.33b.8x 7fj.1.1.3.5.9.1b.2f.1.1f.s3.18b.1q7.4zn
7fz.1.3.7.9.1.x.2f.3t.d1.kt.139.md.59d 7gd.1.3.1.d.j.19.2n.6b.t.it.zf.2mb.3fn
7gl.1.1.7.5.7.1r.x.1z.cb.fl.10f.2d9.5cv 7gv.1.1.1.d.9.11.n.1x.d.bj.153.x9.nx 7h3.1.3.3.d.r.l.d.6h.2x.ll.9l.1vv.up
7hn.1.1.7.b.n.d.l.43.65.f9.21.23t.4uf 7ib.1.1.7.7.p.r.f.19.6b.13.23.x3.2qz 7id.1.1.5.7.d.1d.2r.4n.6b.d.9t.t3.68b
7ip.1.1.3.d.v.9.r.7.ct.kh.17b.2i3.1h 7jh.1.3.1.1.l.15.2p.4l.4r.mt.gb.1nd.1rp 7jz.1.3.1.b.h.15.t.57.2f.gn.14r.12r.4kr
7kb.1.1.1.9.9.1d.2h.5p.bd.cl.1p.1hf.yx 7kj.1.3.7.3.9.17.2h.3z.bz.2b.yj.1dv.2rz
7kp.1.3.5.d.3.p.1n.63.17.67.m5.21n.4n3 7l5.1.1.5.f.7.1j.1t.5r.5x.8n.zr.z9.4zn 7lj.1.3.7.b.l.1l.v.53.9r.nt.pb.1ar.5ir
7ln.1.3.5.b.r.1.l.1b.ar.an.189.37.2xp 7lz.1.3.1.1.d.n.2f.4t.51.h7.19x.317.4op 7mb.1.1.7.5.h.17.11.1p.8j.h9.1dl.1j.37
7mh.1.3.7.f.p.1p.3f.f.6l.in.14x.cz.1gz 7n5.1.1.7.5.t.1l.23.6l.2d.jf.4f.2rd.3oj 7nb.1.1.1.b.p.j.1f.1.43.v.ov.20p.hd
7nh.1.3.7.5.t.f.37.4v.az.av.vp.1er.wt 7nn.1.3.5.7.h.7.b.5d.2h.6r.fl.2x7.3if 7or.1.3.1.b.7.1l.7.3h.b7.qb.z1.bd.68j
7p1.1.1.5.d.l.1r.37.6h.6f.pl.1cj.2sz.1xz 7pv.1.1.5.b.3.r.f.2j.e1.gf.14b.2zt.2b9
7qh.1.1.3.b.l.9.31.49.8t.et.gh.327.25p 7qz.1.3.3.d.9.1l.3d.6t.63.o3.qv.lz.5h3 7rj.1.1.1.9.t.l.2r.z.af.qn.95.35j.5j7
7rr.1.1.1.9.b.h.h.2p.2h.3r.hj.2xt.2id 7rx.1.1.1.f.l.1f.2j.6x.cr.m9.l1.1td.1kh
7sb.1.3.5.9.n.t.25.1h.b3.lb.1eh.1ob.199 7sj.1.1.3.5.t.5.17.3d.h.nv.153.2x5.54h
7sp.1.1.3.7.7.1p.19.31.ab.n5.2j.49.3ih 7sz.1.1.3.b.7.1j.29.3f.at.3v.1hp.or.1dp
7td.1.3.7.f.p.h.2l.4l.dz.jx.175.14z.197 7tt.1.1.1.d.d.1r.d.69.9x.fv.x.355.2xf 7uh.1.1.3.b.1.v.2z.41.bb.qp.dx.2az.2v
7uv.1.1.7.1.n.1r.1d.5d.4t.7t.p.1wh.4kn 7uz.1.1.7.1.1.1.2d.25.7l.j9.9p.yf.3h3 7vj.1.1.5.b.7.1p.9.3d.p.9x.143.b9.61f
7vz.1.1.7.d.b.1h.b.5r.41.5v.1bb.u1.1mt 7w1.1.1.3.b.r.n.j.9.89.7r.155.1r5.4xf 7wn.1.3.3.5.f.19.3.15.8h.2f.1ef.2o5.44l
7x5.1.3.3.d.9.11.27.3h.77.fl.u7.35n.m1 7xb.1.3.5.7.v.1j.7.41.9n.pt.gd.25b.4k1 7xf.1.1.7.f.3.p.1.51.d.6r.i5.1q3.5qt
`;
